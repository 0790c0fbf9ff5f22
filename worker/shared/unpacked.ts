// Fetches a compressed file of the site.

/** The content of the gzip file at `url`. Errors say what happened, for a person. */
export async function unpacked(url: string): Promise<Uint8Array> {
  const response = await fetched(url);
  if (response.body === null) throw new Error(`${url} is empty`);
  try {
    const content = response.body.pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(content).arrayBuffer());
  } catch (error) {
    throw new Error(`${url} is not the file that was published (${message(error)})`);
  }
}

/** The answer to a request for `url`; errors as above. */
export async function fetched(url: string): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Error(`${url} cannot be fetched (${message(error)})`);
  }
  if (!response.ok) throw new Error(`the server answered ${response.status} for ${url}`);
  return response;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
