//! Prints the schema that the nouns demand: `cargo run -p genbo-store --example ddl`, the raw material of a migration.
fn main() {
    print!("{}", genbo_store::ddl::all());
}
