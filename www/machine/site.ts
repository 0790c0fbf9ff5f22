// Where the site lies that this module was loaded from.

/** The address of a file of the built site, wherever the page is that uses it. */
export function siteUrl(path: string): string {
  const here = import.meta.url.replace(/\/chunks\/[^/]*$/, "/");
  return new URL(path, here).href;
}
