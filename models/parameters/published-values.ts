/**
 * The published value of every parameter, in SI units: what the solver computes with.
 *
 * IDEA   Alone in its file so that a page can ship the numbers without their documentation: the
 *        site's build evaluates this module and sends the result (astro.config.mjs).
 */
import { parameterIds, parameters, type ParameterValues } from "./catalogue.ts";

export const publishedValues: ParameterValues = Object.fromEntries(
  parameterIds.map((id) => [id, parameters[id].value]),
) as unknown as ParameterValues;
