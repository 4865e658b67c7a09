/**
 * Two themes for code on the page, close to print: ink, a quieter ink for
 * comments, and one hue each for strings and numbers. Keywords are told apart by
 * the words themselves.
 */
function theme(
  type: "light" | "dark",
  colors: { ink: string; quiet: string; string: string; number: string },
) {
  const scope = (scope: string[], foreground: string) => ({
    scope,
    settings: { foreground, fontStyle: "" },
  });
  return {
    name: `iopath-${type}`,
    type,
    colors: {
      "editor.background": type === "light" ? "#fdfcf9" : "#17181b",
      "editor.foreground": colors.ink,
    },
    settings: [
      scope(["comment", "punctuation.definition.comment"], colors.quiet),
      scope(["string", "string.regexp"], colors.string),
      scope(["constant.numeric", "constant.language"], colors.number),
      scope(["keyword", "storage", "entity.name.tag"], colors.ink),
    ],
  };
}

export const codeThemes = [
  theme("dark", {
    ink: "#e6e3db",
    quiet: "#a8a49b",
    string: "#7fd1b0",
    number: "#efb36b",
  }),
  theme("light", {
    ink: "#211f1b",
    quiet: "#65615a",
    string: "#00664c",
    number: "#8a4600",
  }),
];
