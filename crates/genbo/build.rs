//! Lists the cooperation files that are compiled into the demo, so that a new file needs no code.

use std::{env, fmt::Write, fs, path::Path};

fn main() {
    // Asked for now, not when this was compiled: the checkout may have been moved since.
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets it");
    let root = Path::new(&root).join("../..");
    let mut code = String::from(
        "/// The demo's cooperation files: name and text.\npub(crate) const FILES: &[(&str, &str)] = &[\n",
    );
    for dir in ["cooperations", "demo"] {
        println!("cargo:rerun-if-changed={}", root.join(dir).display());
        let entries = fs::read_dir(root.join(dir)).expect("the repository has this directory");
        let mut names: Vec<String> = entries
            .filter_map(|e| e.ok()?.file_name().into_string().ok())
            .filter(|n| n.ends_with(".genbo.toml"))
            .collect();
        names.sort();
        for name in names {
            let path = root.join(dir).join(&name).canonicalize().expect("it was listed just now");
            writeln!(code, "    ({:?}, include_str!({path:?})),", format!("{dir}/{name}"))
                .expect("a string takes all");
        }
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("files.rs"), code).expect("cargo's directory can be written");
}
