// Share links: code and options in the fragment of an address, so that they never reach a server's log.

export interface Shared {
  code: string;
  options: Record<string, string>;
}

const PREFIX = "v1/";

/** `v1/` and the deflated JSON of code and options. */
export async function encodeShare(shared: Shared): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  const packed = await through(bytes, new CompressionStream("deflate-raw"));
  return PREFIX + toBase64Url(packed);
}

/** What a fragment holds (`code=…` or `v1/…`), or null if it holds neither. */
export async function decodeShare(fragment: string): Promise<Shared | null> {
  const text = fragment.replace(/^#/, "");
  if (text.startsWith("code=")) return { code: decodeURIComponent(text.slice(5)), options: {} };
  if (!text.startsWith(PREFIX)) return null;
  const packed = fromBase64Url(text.slice(PREFIX.length));
  const plain = await through(packed, new DecompressionStream("deflate-raw"));
  const shared = JSON.parse(new TextDecoder().decode(plain)) as Partial<Shared>;
  if (typeof shared.code !== "string") throw new Error("The link holds no code.");
  return { code: shared.code, options: shared.options ?? {} };
}

async function through(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(transform);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
