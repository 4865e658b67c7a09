/**
 * SHOWS    What of a link was not taken as given: a sentence a value, behind a summary when they are
 *          many.
 * READS    Notices.
 * WITHOUT JS  That a link is not read: the script does that.
 */
import type { Notice } from "../../models/index.ts";
import { counted } from "../format.ts";

const fewNotices = 3;

export function LinkNotices({
  notices,
}: {
  readonly notices: readonly Notice[];
}) {
  const sentences = (
    <ul>
      {notices.map(({ key, text }, at) => (
        <li key={`${key}${at}`}>{text}</li>
      ))}
    </ul>
  );
  return (
    <div class="lab-notices">
      <p class="unread" data-pagefind-ignore>
        This is the figure’s default state: what a link asks for is read by
        JavaScript, which is off.
      </p>
      {notices.length > fewNotices ? (
        <details>
          <summary>
            {`${counted(notices.length, "value")} of the link were not taken as given: ${notices.map(({ key }) => key).join(", ")}`}
          </summary>
          {sentences}
        </details>
      ) : (
        notices.length > 0 && sentences
      )}
    </div>
  );
}
