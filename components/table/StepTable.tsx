/**
 * SHOWS    The time of one unit by step: service and queueing, with place. The flame's twin.
 * READS    A prediction.
 * WITHOUT JS  The same.
 */
import type { Prediction } from "../../models/index.ts";
import { counted, micros, plain } from "../format.ts";
import "./table.css";

export function StepTable({
  prediction,
  id,
}: {
  prediction: Prediction;
  id: string;
}) {
  const { steps, waits, technology, scenario, unit } = prediction;
  const caption = `${technology.name}, ${counted(scenario.workload.threads, "thread")}: time of one unit (${unit.name}, ${plain(unit.bytes)}\u202fB) by step, µs`;
  const service = steps.reduce((sum, step) => sum + step.serviceSeconds, 0);
  return (
    <div
      class="table-frame"
      tabIndex={0}
      role="region"
      aria-label={caption}
      id={id}
    >
      <table class="figures text-rows wrapping">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" class="text">
              step
            </th>
            <th scope="col" class="text">
              place
            </th>
            <th scope="col">takes</th>
            <th scope="col">queues</th>
          </tr>
        </thead>
        <tbody>
          {steps
            .filter((step) => step.serviceSeconds > 0 || step.waitSeconds > 0)
            .map((step) => (
              <tr key={`${step.pass}${step.end}${step.id}`}>
                <th scope="row" class="text what">
                  {step.label}
                </th>
                <td class="text">{`${step.end === "dest" ? "destination" : "client"}, ${step.place.replaceAll("-", " ")}`}</td>
                <td>{micros(step.serviceSeconds)}</td>
                <td>{step.waitSeconds > 0 ? micros(step.waitSeconds) : ""}</td>
              </tr>
            ))}
          {waits.map((wait) => (
            <tr key={wait.id}>
              <th scope="row" class="text what">
                {wait.label}
              </th>
              <td class="text" />
              <td />
              <td>{micros(wait.seconds)}</td>
            </tr>
          ))}
          <tr class="total">
            <th scope="row" class="text what">
              total {micros(prediction.residenceSeconds)}
            </th>
            <td class="text" />
            <td>{micros(service)}</td>
            <td>{micros(prediction.residenceSeconds - service)}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}
