/**
 * SHOWS    The time of one unit by step: service and queueing, with place. The flame's twin.
 * READS    A prediction.
 * WITHOUT JS  The same.
 */
import type { Prediction } from "../../models/index.ts";
import { counted, duration } from "../format.ts";
import "./table.css";

export function StepTable({
  prediction,
  id,
}: {
  prediction: Prediction;
  id: string;
}) {
  const { steps, waits, technology, scenario } = prediction;
  const caption = `${technology.name}, ${counted(scenario.workload.threads, "thread")}: time of one unit by step`;
  return (
    <div
      class="table-frame"
      tabIndex={0}
      role="region"
      aria-label={caption}
      id={id}
    >
      <table class="figures text-rows">
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
                <th scope="row" class="text">
                  {step.label}
                </th>
                <td class="text">{`${step.end === "dest" ? "destination" : "client"}, ${step.place.replaceAll("-", " ")}`}</td>
                <td>{duration(step.serviceSeconds)}</td>
                <td>
                  {step.waitSeconds > 0 ? duration(step.waitSeconds) : ""}
                </td>
              </tr>
            ))}
          {waits.map((wait) => (
            <tr key={wait.id}>
              <th scope="row" class="text">
                {wait.label}
              </th>
              <td class="text" />
              <td />
              <td>{duration(wait.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
