/**
 * SHOWS    The technologies that can be compared, with the rate of each at the present state.
 * READS    The catalogue, its refusals, and the series drawn.
 * WITHOUT JS  The legend and the default's rates.
 */
import {
  refusalOf,
  technologies,
  type WorkloadKind,
} from "../../models/index.ts";
import {
  curveClass,
  largestRate,
  rateAt,
  type CurveFigure,
} from "../chart/series.ts";
import { SeriesKey } from "../chart/SeriesKey.tsx";
import { rateScale, significant } from "../format.ts";
import { ComparePicker } from "./ComparePicker.tsx";

export interface TechnologyPickerProps {
  readonly id: string;
  readonly figure: CurveFigure;
  readonly workload: WorkloadKind;
  /** Ids to offer. */
  readonly offered: readonly string[];
  readonly onCompare: (id: string, draw: boolean) => void;
  readonly onExplain: (id: string) => void;
}

export function TechnologyPicker(props: TechnologyPickerProps) {
  const { id, figure, offered } = props;
  const scaled = rateScale(largestRate(figure), figure.unit);
  return (
    <ComparePicker
      id={id}
      unit={scaled.unit}
      offered={technologies
        .filter((each) => offered.includes(each.id))
        .map((each) => {
          const { family, prediction } = each;
          const series = figure.series.find((drawn) => drawn.id === each.id);
          const value = series && rateAt(series, figure.at);
          return {
            id: each.id,
            name: each.name,
            family,
            mark: (
              <SeriesKey
                family={family}
                line={curveClass({
                  id: each.id,
                  family,
                  isPrediction: series?.isPrediction ?? prediction,
                })}
              />
            ),

            value:
              value === undefined ? "" : significant(value * scaled.factor),
            isDrawn: series !== undefined,
            stays: series !== undefined && figure.series.length === 1,
            isExplained: figure.selected === each.id,
            refusal: refusalOf(each.id, props.workload),
          };
        })}
      onCompare={props.onCompare}
      onExplain={props.onExplain}
    />
  );
}
