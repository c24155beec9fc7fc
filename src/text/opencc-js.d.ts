// opencc-js ships types for its full build only; we use the part for traditional to simplified.
declare module "opencc-js/t2cn" {
  export function Converter(options: { from: string; to: string }): (text: string) => string;
}
