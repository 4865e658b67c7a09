/** Which of the technologies drawn a field acts on, in words for its control. */
import {
  technologyById,
  whyFieldIsIdle,
  type Scenario,
} from "../../models/index.ts";

export { valueInForce as openValue } from "../../models/index.ts";

export interface Applies {
  /** Why it changes none of the curves; null when it changes one. */
  readonly reason: string | null;
  /** Names of the technologies that it changes, where it is not all that are drawn. */
  readonly only: readonly string[];
}

/** The reason given is that of the technology described. */
export function appliesTo(
  scenario: Scenario,
  compared: readonly string[],
  key: string,
): Applies {
  const acted = compared.filter(
    (id) => whyFieldIsIdle(scenario, key, id) === null,
  );
  if (acted.length === 0)
    return { reason: whyFieldIsIdle(scenario, key), only: [] };
  return {
    reason: null,
    only:
      acted.length === compared.length
        ? []
        : acted.map((id) => technologyById.get(id)?.name ?? id),
  };
}
