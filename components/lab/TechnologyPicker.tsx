/**
 * SHOWS    The technologies: which are drawn, which one the caption describes, and the rate of
 *          each at the present state. It is the chart's legend as well. What makes no sense under
 *          the workload is greyed, with the reason.
 * READS    The catalogue, its refusals, and the series drawn.
 * WITHOUT JS  The legend and the default's values.
 */
import {
  refusalOf,
  technologies,
  type WorkloadKind,
} from "../../models/index.ts";
import { largestRate, rateAt, type CurveFigure } from "../chart/series.ts";
import { SeriesKey } from "../chart/SeriesKey.tsx";
import { rateScale, significant } from "../format.ts";

export interface TechnologyPickerProps {
  readonly id: string;
  readonly figure: CurveFigure;
  readonly workload: WorkloadKind;
  /** Ids to offer. */
  readonly offered: readonly string[];
  readonly onCompare: (id: string, draw: boolean) => void;
  readonly onDescribe: (id: string) => void;
}

export function TechnologyPicker(props: TechnologyPickerProps) {
  const { id, figure, offered } = props;
  const scaled = rateScale(largestRate(figure), figure.unit);
  return (
    <fieldset class="technologies">
      <legend>
        <span>Compare</span>
        <span>{scaled.unit}</span>
        <span>Explain</span>
      </legend>
      {technologies
        .filter((each) => offered.includes(each.id))
        .map((each) => {
          const series = figure.series.find((drawn) => drawn.id === each.id);
          const value = series && rateAt(series, figure.at);
          const only = series !== undefined && figure.series.length === 1;
          const refusal = refusalOf(each.id, props.workload);
          const reasonId = `${id}-${each.id}-reason`;
          const said = refusal === null ? {} : { "aria-describedby": reasonId };
          return (
            <div
              key={each.id}
              class={`technology tech-${each.family}${series ? " drawn" : ""}${refusal === null ? "" : " off"}`}
            >
              <label>
                <input
                  type="checkbox"
                  checked={series !== undefined}
                  disabled={only || refusal !== null}
                  {...said}
                  onChange={(event) => {
                    props.onCompare(each.id, event.currentTarget.checked);
                  }}
                />
                <SeriesKey
                  id={each.id}
                  family={each.family}
                  isPrediction={each.prediction}
                />
                <span class="name">{each.name}</span>
              </label>
              <span class="value">
                {value === undefined ? "" : significant(value * scaled.factor)}
              </span>
              <input
                type="radio"
                name={`${id}-describe`}
                checked={figure.selected === each.id}
                disabled={refusal !== null}
                {...said}
                aria-label={`Explain ${each.name}`}
                onChange={() => {
                  props.onDescribe(each.id);
                }}
              />
              {refusal !== null && (
                <span id={reasonId} class="reason">
                  {refusal}
                </span>
              )}
            </div>
          );
        })}
    </fieldset>
  );
}
