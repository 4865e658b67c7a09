/**
 * What a figure's live region says: the sentence, once it has stopped changing.
 *
 * HOLDS  Empty at first, so that loading is not announced; null waits for the next sentence.
 */
import { useEffect, useRef, useState } from "preact/hooks";

const announceAfter = 700; // milliseconds

export function useAnnouncement(
  sentence: string | null,
): [announced: string, announce: (word: string) => void] {
  const [announced, setAnnounced] = useState("");
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (sentence === null) return;
    const timer = setTimeout(() => {
      setAnnounced(sentence);
    }, announceAfter);
    return () => {
      clearTimeout(timer);
    };
  }, [sentence]);
  return [announced, setAnnounced];
}
