//! The house as it stands: floors, words, subjects and licences, read from the manifests and the sources.

use cargo_metadata::{Metadata, MetadataCommand};
use genbo_testkit::needs::workspace_root;
use genbo_testkit::{house, licences};

fn metadata() -> Metadata {
    // Only what is built here: the crates of other systems need not be on this machine.
    let options = ["--locked", "--filter-platform", "host-tuple"].map(str::to_owned).to_vec();
    let manifest = workspace_root().join("Cargo.toml");
    MetadataCommand::new()
        .manifest_path(manifest)
        .other_options(options)
        .exec()
        .expect("cargo knows the workspace")
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_crate_uses_only_the_floors_below_it() {
    let edges = house::edges(&metadata());
    assert!(edges.len() > 20, "the manifests name more than {edges:?}");
    assert_none(&house::forbidden_edges(&edges));
}

#[test]
fn the_pure_crates_bring_nothing_impure_with_them() {
    assert_none(&house::impurities(&metadata()));
}

#[test]
fn every_source_file_has_one_subject_and_keeps_to_its_floor() {
    let sources = house::sources(&workspace_root());
    assert!(sources.iter().any(|source| source.path == "crates/testkit/tests/house.rs"));
    assert_none(&sources.iter().flat_map(house::faults).collect::<Vec<_>>());
}

#[test]
fn every_dependency_has_a_licence_that_goes_with_ours() {
    let deny = std::fs::read_to_string(workspace_root().join("deny.toml")).unwrap();
    let allowed = licences::allowed(&deny);
    let packages = metadata().packages;
    assert!(packages.len() > 100, "only {} packages", packages.len());
    let refused = packages.iter().filter(|package| {
        !package.license.as_deref().is_some_and(|expression| licences::permits(expression, &allowed))
    });
    let refused = refused.map(|package| {
        let licence = package.license.as_deref().unwrap_or("no licence stated");
        format!("{} {}: {licence} (see deny.toml)", package.name, package.version)
    });
    assert_none(&refused.collect::<Vec<_>>());
}
