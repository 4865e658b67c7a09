/**
 * SHOWS    A table of which each column says what it holds of a row; wide ones are scrolled by key.
 * READS    Rows of any kind.
 * WITHOUT JS  The same.
 */
import "./table.css";

export interface Column<Row> {
  readonly head: string;
  /** Words stand left, and are read from their first column on; figures stand right. */
  readonly holds?: "words" | "first words";
  /** Names the row. */
  readonly names?: true;
  readonly cell: (row: Row, at: number) => string;
}

const styleOf = ({ holds }: Pick<Column<never>, "holds">) =>
  holds === undefined
    ? {}
    : { class: holds === "words" ? "text" : "text first" };

export function ColumnTable<Row>({
  caption,
  columns,
  rows,
  current,
}: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** Where among the rows the figure stands. */
  readonly current?: number;
}) {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures text-rows wrapping">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" {...styleOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} aria-current={at === current ? "step" : undefined}>
              {columns.map((column) =>
                column.names ? (
                  <th key={column.head} scope="row" {...styleOf(column)}>
                    {column.cell(row, at)}
                  </th>
                ) : (
                  <td key={column.head} {...styleOf(column)}>
                    {column.cell(row, at)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
