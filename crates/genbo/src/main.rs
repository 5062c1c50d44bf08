//! The binary: command line, configuration, wiring, clock and ids.
fn main() {}
