/** Figures by category. Drawn by `figures`; nothing stands here until that is wired in. */
export function CategoryFigures() {
  return null;
}
