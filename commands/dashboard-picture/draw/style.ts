/** Colours of lines, in their order: those of D3's category10, which CloudWatch's console also begins with. */
const LINES = [
  "#1f77b4",
  "#ff7f0e",
  "#2ca02c",
  "#d62728",
  "#9467bd",
  "#8c564b",
  "#e377c2",
  "#7f7f7f",
  "#bcbd22",
  "#17becf",
];
const DARK_LINES = [
  "#6baed6",
  "#fdae6b",
  "#74c476",
  "#ff9896",
  "#b8a5e3",
  "#c49c94",
  "#f7b6d2",
  "#c7c7c7",
  "#dbdb8d",
  "#9edae5",
];

/** How many lines of a graph have a colour of their own. */
export const COLOURS = LINES.length;

const coloursOf = (colours: readonly string[]): string =>
  colours.map((colour, index) => `.l${index}{stroke:${colour}}.f${index}{fill:${colour}}`).join("");

/** The style sheet of the picture: it follows the reader's light or dark theme. */
export const STYLE = [
  "svg{background:#f4f5f7}.at,.nt{paint-order:stroke;stroke:#fff;stroke-width:3px}",
  "text{font:12px Helvetica,Arial,sans-serif;fill:#16191f}",
  ".t{font-size:14px;font-weight:bold}.h{font-size:20px;font-weight:bold}.s,.xs{font-size:11px;fill:#545b64}.xs{font-size:10px}",
  ".e{text-anchor:end}.m{text-anchor:middle}.b{font-weight:bold}",
  ".c{fill:#fff;stroke:#d5dbdb}.g{stroke:#eaeded;fill:none}.p{fill:none;stroke-width:1.5}",
  ".a{stroke:#d13212;stroke-dasharray:5 3}.at{font-size:11px;fill:#d13212}",
  ".n{stroke:#687078;stroke-dasharray:2 3}.nt{font-size:11px;fill:#687078}",
  ".OK{fill:#1d8102}.ALARM{fill:#d13212}.INSUFFICIENT_DATA{fill:#687078}.w{fill:#fff;font-weight:bold}",
  coloursOf(LINES),
  "@media (prefers-color-scheme:dark){svg{background:#0f1b2a}text{fill:#e9ebed}.s,.xs,.nt{fill:#a9b4c0}",
  ".c{fill:#192534;stroke:#414d5c}.g{stroke:#2a3644}.a{stroke:#ff6b5e}.at{fill:#ff6b5e}.at,.nt{stroke:#192534}.n{stroke:#a9b4c0}.w{fill:#fff}",
  coloursOf(DARK_LINES),
  "}",
].join("");
