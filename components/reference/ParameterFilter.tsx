/**
 * SHOWS    What is sought among the parameters: words and a status, and how many there are. It hides
 *          the rows of the table below that are not sought; the row of the address's hash stays.
 * READS    The table's rows, once; the address (filter-state.ts).
 * WITHOUT JS  Not there: the table is whole.
 */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Status } from "../../models/index.ts";
import { plain } from "../format.ts";
import { useAnnouncement } from "../lab/use-announcement.ts";
import {
  filterFromSearch,
  findLimit,
  folded,
  isSought,
  nothingSought,
  searchFromFilter,
  statuses,
  type FilterState,
} from "./filter-state.ts";

interface Props {
  /** The id of the table. */
  readonly table: string;
  readonly total: number;
  readonly counts: Readonly<Record<string, number>>;
}

interface Row {
  readonly element: HTMLTableRowElement;
  readonly text: string;
  readonly status: string;
}

const followAfter = 250; // milliseconds: browsers refuse more changes of the address

const rowsOf = (table: string): readonly Row[] =>
  [
    ...document.querySelectorAll<HTMLTableRowElement>(
      `#${table} tr[data-status]`,
    ),
  ].map((element) => ({
    element,
    text: folded(element.textContent),
    status: element.dataset["status"] ?? "",
  }));

/** Hides what is not sought, and groups that have nothing left. @returns how many rows are sought */
function applyTo(rows: readonly Row[], state: FilterState): number {
  const kept = decodeURIComponent(location.hash.slice(1));
  const bodies = new Map<Element | null, boolean>();
  let found = 0;
  for (const row of rows) {
    const sought = isSought(state, row);
    if (sought) found += 1;
    const shown = sought || row.element.id === kept;
    row.element.hidden = !shown;
    const body = row.element.parentElement;
    bodies.set(body, (bodies.get(body) ?? false) || shown);
  }
  for (const [body, shown] of bodies) body?.toggleAttribute("hidden", !shown);
  return found;
}

export function ParameterFilter({ table, total, counts }: Props) {
  const [state, setState] = useState(nothingSought);
  const [found, setFound] = useState(total);
  const [notices, setNotices] = useState<readonly string[]>([]);
  const rows = useRef<readonly Row[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const seek = (next: FilterState) => {
    setState(next);
    setFound(applyTo(rows.current, next));
  };
  const choose = (next: FilterState) => {
    seek(next);
    setNotices([]);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const search = searchFromFilter(location.search, next);
      history.replaceState(
        null,
        "",
        location.pathname + search + location.hash,
      );
    }, followAfter);
  };

  useLayoutEffect(() => {
    rows.current = rowsOf(table);
    const read = () => {
      const { state: asked, notices: said } = filterFromSearch(location.search);
      seek(asked);
      setNotices(said);
    };
    read();
    addEventListener("popstate", read);
    return () => {
      removeEventListener("popstate", read);
    };
  }, []);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
    },
    [],
  );

  const sought = [
    ...(state.find.trim() === "" ? [] : [`“${state.find.trim()}”`]),
    ...(state.status === "all" ? [] : [state.status]),
  ].join(", ");
  const sentence =
    sought === ""
      ? `${plain(total)} parameters`
      : `${plain(found)} of ${plain(total)} parameters: ${sought}`;
  const [announced] = useAnnouncement(sentence);
  const type = (event: { readonly currentTarget: HTMLInputElement }) => {
    choose({ ...state, find: event.currentTarget.value });
  };
  const ways: readonly (Status | "all")[] = ["all", ...statuses];

  return (
    <form
      class="parameter-filter not-content"
      role="search"
      aria-label="Find a parameter"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <label class="find">
        <span>Find</span>
        <input
          type="search"
          name="find"
          value={state.find}
          maxLength={findLimit}
          placeholder="timer, xen-pv, illumos 2012"
          autocomplete="off"
          spellcheck={false}
          onInput={type}
          onChange={type}
        />
      </label>
      <fieldset>
        <legend>Status</legend>
        {ways.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name="status"
              value={way}
              checked={state.status === way}
              onChange={() => {
                choose({ ...state, status: way });
              }}
            />
            <span>
              {way}{" "}
              <small>{plain(way === "all" ? total : (counts[way] ?? 0))}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <p class="found">
        {sentence}
        {found === 0 && "; nothing has all of it"}
        {notices.map((notice) => (
          <span class="notice" key={notice}>
            {" "}
            {notice}
          </span>
        ))}
      </p>
      <p class="unseen" role="status">
        {announced}
      </p>
    </form>
  );
}
