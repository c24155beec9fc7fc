/** Where a country lies. Drawn by `figures`; nothing stands here until that is wired in. */
export function LocatorMap({ country: _country }: { readonly country: string }) {
  return null;
}
