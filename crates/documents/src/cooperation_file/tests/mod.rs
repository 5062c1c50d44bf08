#[test]
fn tmp_real_files() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../../cooperations");
    let files: Vec<(String, Vec<u8>)> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&p).unwrap())).collect();
    let sources: Vec<_> = files.iter().map(|(n, b)| super::SourceFile { name: n, bytes: b }).collect();
    match super::read(&sources) {
        Ok(b) => println!("{} entries", b.entries.len()),
        Err(ps) => for p in ps.iter().take(80) { println!("{p}") },
    }
}
