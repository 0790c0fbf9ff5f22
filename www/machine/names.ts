// The table of Unicode names, fetched only for programs that may name a character.
import { siteUrl } from "./site.ts";

let loading: Promise<string> | undefined;

/** The table if `source` may need it; null otherwise. A failed load is tried again by the next call. */
export async function namesFor(source: string): Promise<string | null> {
  if (!/\\N\{|\bunicodedata\b/.test(source)) return null;
  loading ??= load(siteUrl("unicode-names.txt")).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(url: string): Promise<string> {
  const problem = "The names of characters, which the program uses, could not be loaded";
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Error(`${problem}: ${url} cannot be fetched (${error instanceof Error ? error.message : String(error)}). Check the connection.`);
  }
  if (!response.ok) throw new Error(`${problem}: the server answered ${response.status} for ${url}. It has to be published beside spawnpoint.js.`);
  return response.text();
}
