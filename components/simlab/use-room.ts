/**
 * The longest that a text has been, so that what comes of a run moves nothing below it: its element
 * holds it unseen (simlab.css, `[data-room]`).
 */
import { useRef } from "preact/hooks";

export function useRoom(text: string): string {
  const longest = useRef("");
  if (text.length > longest.current.length) longest.current = text;
  return longest.current;
}
