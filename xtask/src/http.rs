//! A static file server: GET and HEAD of the files below one folder, a thread per connection.

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

const IDLE: Duration = Duration::from_secs(30);
const LONGEST_HEADER: u64 = 64 * 1024;

/// A folder and the port that it is served on.
pub struct Server {
    listener: TcpListener,
    root: PathBuf,
}

impl Server {
    /// Takes `port` on the loopback interface; port 0 takes any that is free.
    pub fn bind(root: &Path, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        Ok(Self { listener, root: root.to_owned() })
    }

    pub fn address(&self) -> SocketAddr {
        self.listener.local_addr().expect("a bound listener has an address")
    }

    pub fn url(&self) -> String {
        format!("http://{}/", self.address())
    }

    /// Answers requests until the program ends.
    pub fn serve(self) {
        for stream in self.listener.incoming().flatten() {
            let root = self.root.clone();
            std::thread::spawn(move || {
                // A client that hangs up in the middle of an answer is its own affair.
                let _ = converse(&stream, &root);
            });
        }
    }

    /// Answers requests on a thread of its own until the program ends.
    pub fn serve_in_background(self) {
        std::thread::spawn(move || self.serve());
    }
}

struct Request {
    method: String,
    target: String,
    keep_alive: bool,
}

struct Response {
    status: &'static str,
    mime: &'static str,
    location: Option<String>,
    body: Vec<u8>,
}

fn converse(stream: &TcpStream, root: &Path) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let Some(request) = read_request(&mut reader)? else { return Ok(()) };
        send(stream, &request, &respond(&request, root))?;
        if !request.keep_alive {
            return Ok(());
        }
    }
}

fn read_request(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut reader = reader.take(LONGEST_HEADER);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(target), Some(version)) = (words.next(), words.next(), words.next()) else { return Ok(None) };
    let mut request = Request { method, target, keep_alive: version == "HTTP/1.1" };
    loop {
        let mut header = String::new();
        if reader.read_line(&mut header)? == 0 {
            return Ok(None);
        }
        let header = header.trim().to_ascii_lowercase();
        match header.split_once(':') {
            Some(("connection", value)) => request.keep_alive &= value.trim() != "close",
            // A body would be read as the next request.
            Some(("content-length" | "transfer-encoding", _)) => request.keep_alive = false,
            _ if header.is_empty() => return Ok(Some(request)),
            _ => {}
        }
    }
}

fn respond(request: &Request, root: &Path) -> Response {
    if request.method != "GET" && request.method != "HEAD" {
        return Response::message("405 Method Not Allowed", "Only GET and HEAD are served here.");
    }
    let path = request.target.split(['?', '#']).next().unwrap_or_default();
    let Some(relative) = decode(path).and_then(|path| inside(&path)) else {
        return Response::message("400 Bad Request", "This is not a path below the served folder.");
    };
    let file = root.join(&relative);
    if file.is_dir() && !path.ends_with('/') {
        return Response { location: Some(format!("{path}/")), ..Response::message("301 Moved Permanently", "") };
    }
    let file = if file.is_dir() { file.join("index.html") } else { file };
    match read_below(root, &file) {
        Ok(body) => Response { status: "200 OK", mime: mime(&file), location: None, body },
        Err(_) => Response::message("404 Not Found", "There is no such file."),
    }
}

/// A symbolic link may lead out of the folder; what it leads to is not served.
fn read_below(root: &Path, file: &Path) -> io::Result<Vec<u8>> {
    let file = file.canonicalize()?;
    if !file.starts_with(root.canonicalize()?) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    fs::read(file)
}

impl Response {
    fn message(status: &'static str, text: &str) -> Self {
        Self { status, mime: "text/plain; charset=utf-8", location: None, body: format!("{text}\n").into() }
    }
}

fn send(mut stream: &TcpStream, request: &Request, response: &Response) -> io::Result<()> {
    let mut head = format!(
        "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n\
         Access-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\n",
        response.status,
        response.mime,
        response.body.len()
    );
    if let Some(location) = &response.location {
        head += &format!("Location: {location}\r\n");
    }
    head += if request.keep_alive { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" };
    stream.write_all(head.as_bytes())?;
    if request.method != "HEAD" {
        stream.write_all(&response.body)?;
    }
    stream.flush()
}

/// Undoes percent-encoding; nothing where it is malformed or not text.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => hex(rest.next()?)? * 16 + hex(rest.next()?)?,
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

/// The path relative to the served folder, or nothing where it could lead out of it.
fn inside(path: &str) -> Option<PathBuf> {
    let relative = path.strip_prefix('/')?;
    let bad = |part: &str| part == ".." || part.contains(['\\', ':', '\0']);
    if relative.split('/').any(bad) {
        return None;
    }
    Some(relative.split('/').filter(|part| !part.is_empty() && *part != ".").collect())
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "py" => "text/x-python; charset=utf-8",
        "txt" | "md" | "whl" | "pyi" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside_the_folder() {
        assert_eq!(inside("/a/./b.js"), Some(PathBuf::from("a/b.js")));
        assert_eq!(inside("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
        for path in ["/../x", "/a/../../x", "/..\\x", "/c:/x", "x", "/a\0"] {
            assert_eq!(inside(path), None, "{path}");
        }
    }

    #[test]
    fn percent_encoding_is_undone_before_a_path_is_judged() {
        assert_eq!(decode("/%2e%2E/x").as_deref(), Some("/../x"));
        assert_eq!(decode("/caf%C3%A9").as_deref(), Some("/café"));
        assert_eq!(decode("/%zz"), None);
        assert_eq!(decode("/%f"), None);
    }

    #[test]
    fn files_are_served_over_one_connection() {
        let folder = std::env::temp_dir().join(format!("xtask-http-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("index.html"), "hello").unwrap();
        fs::write(folder.join("a.wasm"), [0, 1, 2]).unwrap();
        let server = Server::bind(&folder, 0).unwrap();
        let address = server.address();
        server.serve_in_background();

        let mut client = TcpStream::connect(address).unwrap();
        let requests = "HEAD / HTTP/1.1\r\n\r\nGET /a.wasm?v=1 HTTP/1.1\r\n\r\nGET /no HTTP/1.1\r\n\r\n\
                        GET /%2e%2e/x HTTP/1.1\r\n\r\nPOST / HTTP/1.1\r\nConnection: close\r\n\r\n";
        client.write_all(requests.as_bytes()).unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        let answer = String::from_utf8_lossy(&answer);
        let statuses: Vec<&str> = answer.match_indices("HTTP/1.1 ").map(|(at, _)| &answer[at + 9..at + 12]).collect();
        assert_eq!(statuses, ["200", "200", "404", "400", "405"]);
        assert!(answer.contains("Content-Type: application/wasm"));
        assert!(answer.contains("Access-Control-Allow-Origin: *"));
        assert!(!answer.contains("hello"), "HEAD has no body");
    }
}
