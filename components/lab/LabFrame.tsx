/**
 * SHOWS    What every lab has around its own parts: the figure's frame, and under it what can be
 *          carried away, the state that a print shows, and the live region.
 * READS    The lab in hand, its name, and what differs from its preset.
 * WITHOUT JS  The frame and the line for the print; the tools keep their place.
 */
import type { ComponentChildren, HTMLAttributes } from "preact";
import type { LinkForm, Pair } from "./link-form.ts";
import { ShareTools, type ShareToolsProps } from "./ShareTools.tsx";
import { useAnnouncement } from "./use-announcement.ts";
import type { LabInHand } from "./use-lab.ts";
import "./lab.css";
import "./controls.css";

/** The page on which a lab stands without the book around it. */
export interface EmbedPage<State> {
  /** From the book's root: "embed/memory/". */
  readonly path: string;
  readonly form: LinkForm<State>;
  /** Pixels that its frame is high at first. */
  readonly height?: number;
}

/** Pixels: chart, caption and controls of most labs on a wide page. */
const frameHeight = 720;

export interface LabFrameProps<State> extends Pick<
  ShareToolsProps,
  "id" | "name" | "markdown" | "csv"
> {
  readonly lab: LabInHand<State>;
  /** Classes of its own. */
  readonly class?: string;
  /** Takes the page's plain query keys though it is not the first lab. */
  readonly linked: boolean | undefined;
  /** The book's search finds its words: it is a text. */
  readonly searched?: boolean;
  /** What differs from the preset. */
  readonly changes: readonly Pair[];
  /** What the live region says of the state; null while that is not to be said. */
  readonly spoken: string | null;
  /** What a print says it shows, as it stands by itself and before the changes. */
  readonly printed?: readonly [asPreset: string, changed: string];
  /** None for what is not embedded. */
  readonly embed?: EmbedPage<State>;
  /** The picture to carry away: the figure's own, unless one is drawn when asked; null for none. */
  readonly picture?: ShareToolsProps["picture"] | null;
  readonly onReset?: () => void;
  /** What else the figure's element has. */
  readonly attributes?: HTMLAttributes<HTMLElement>;
  readonly children: ComponentChildren;
}

export function LabFrame<State>({
  lab,
  id,
  changes,
  embed,
  picture = () => lab.figure.current,
  printed = ["Printed in its default state.", "Printed with"],
  ...props
}: LabFrameProps<State>) {
  const [announced, announce] = useAnnouncement(props.spoken);
  const [asPreset, changed] = printed;
  const told = changes.map(([key, value]) => `${key}=${value}`).join(", ");
  const classes = ["lab", props.class, lab.live && "live"].filter(Boolean);
  return (
    <div
      class="lab-frame wide not-content"
      {...(props.searched === true
        ? { "data-pagefind-weight": 0.3 }
        : { "data-pagefind-ignore": "all" })}
    >
      <figure
        ref={lab.figure}
        id={id}
        class={classes.join(" ")}
        data-linked={props.linked === true ? "" : undefined}
        {...props.attributes}
      >
        {props.children}
        <ShareTools
          id={id}
          name={props.name}
          changed={changes.length > 0}
          markdown={props.markdown}
          csv={props.csv}
          link={lab.link}
          embed={
            embed && {
              path: () =>
                embed.path + embed.form.write("", "", lab.latest.current),
              height: embed.height ?? frameHeight,
            }
          }
          picture={picture ?? undefined}
          onReset={() => {
            lab.reset();
            props.onReset?.();
          }}
          onSay={announce}
        />
        <p class="lab-print">
          {changes.length === 0
            ? asPreset
            : `${changed} ${told}: ${lab.live ? lab.link() : ""}`}
        </p>
        <p class="unseen" role="status">
          {announced === "" ? null : announced}
        </p>
      </figure>
    </div>
  );
}
