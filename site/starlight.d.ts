/** Starlight's route data and the components that our overrides build on. */
import type { StarlightRouteData } from "@astrojs/starlight/route-data";

declare global {
  namespace App {
    interface Locals {
      starlightRoute: StarlightRouteData;
    }
  }
}
