import { docsSchema } from "@astrojs/starlight/schema";
import { glob } from "astro/loaders";
import { z } from "astro/zod";
import { defineCollection } from "astro:content";

export const collections = {
  docs: defineCollection({
    loader: glob({ base: "./content", pattern: "**/*.mdx" }),
    schema: docsSchema({
      extend: z.object({
        /** The one question that the page answers, shown under its title. */
        question: z.string().optional(),
        /** Place within its part; lower comes first. Read by site/parts.ts. */
        order: z.number().optional(),
      }),
    }),
  }),
};
