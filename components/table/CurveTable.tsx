/**
 * SHOWS    The numbers of a curve chart: places on its axis by technologies, with the published value and the
 *          model's error where there are any.
 * READS    The chart's own figure and the places to list.
 * WITHOUT JS  The same.
 */
import { largestRate, rateAt, type CurveFigure } from "../chart/series.ts";
import { errorWords, plain, rateScale, significant } from "../format.ts";
import "./table.css";
import "./phone.css";

export interface CurveTableProps {
  readonly figure: CurveFigure;
  readonly rows: readonly number[];
  readonly caption: string;
}

export function CurveTable({ figure, rows, caption }: CurveTableProps) {
  const { axis, series, unit } = figure;
  const scaled = rateScale(largestRate(figure), unit);
  const shown = (rate: number | undefined) =>
    rate === undefined ? "" : significant(rate * scaled.factor);
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label={caption}>
      <table class="figures held">
        <caption>
          {caption}, {scaled.unit}
        </caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {axis.name}
            </th>
            {series.map((each) => (
              <th
                key={each.id}
                scope={each.published.length > 0 ? "colgroup" : "col"}
                colSpan={each.published.length > 0 ? 3 : 1}
                class={`tech-${each.family} tech-name group`}
              >
                {each.name}
              </th>
            ))}
          </tr>
          <tr>
            {series.map((each) => (
              <ColumnHeads
                key={each.id}
                measured={each.published.length > 0}
                isPrediction={each.isPrediction}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((at) => (
            <tr key={at} class={at === figure.at ? "present" : undefined}>
              <th scope="row">{plain(at)}</th>
              {series.map((each) => {
                const point = each.published.find(
                  ({ row }) => row.threads === at,
                );
                return (
                  <>
                    <td class="first" data-model={each.id}>
                      {shown(rateAt(each, at))}
                    </td>
                    {each.published.length > 0 && (
                      <>
                        <td class="quoted">{shown(point?.row.value)}</td>
                        <td>{point ? errorWords(point.error) : ""}</td>
                      </>
                    )}
                  </>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ColumnHeads({
  measured,
  isPrediction,
}: {
  measured: boolean;
  isPrediction: boolean;
}) {
  return (
    <>
      <th scope="col" class="first">
        {isPrediction ? "predicted" : "model"}
      </th>
      {measured && (
        <>
          <th scope="col">published</th>
          <th scope="col">error</th>
        </>
      )}
    </>
  );
}
