import "astro";

declare module "astro" {
  interface AstroClientDirectives {
    /** Hydrates at the first sign of a reader: see hydrate-for-reader.ts. */
    "client:reader"?: boolean;
  }
}
