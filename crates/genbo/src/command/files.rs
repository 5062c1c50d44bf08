//! `genbo import`, `export` and `schema`: cooperation files in and out.

use super::Stop;
use crate::{
    cli::Where,
    database::{self, Missing},
};
use genbo_app::{
    attachment::carry::{self, NotCarried},
    cooperation_file::{
        export,
        import::{Difference, Report, import_and_end},
    },
    cx::{Actor, Cx, Keep},
};
use genbo_documents::cooperation_file::{self as file, SourceFile};
use jiff::civil::Date;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Brings files in: all or nothing.
pub(crate) async fn import(
    place: &Where,
    paths: &[PathBuf],
    dry_run: bool,
    end_missing: Option<Date>,
) -> Result<(), Stop> {
    let names = files_in(paths)?;
    let mut bytes = Vec::new();
    for name in &names {
        bytes.push(fs::read(name).map_err(|e| Stop::input(format!("cannot read {}: {e}", name.display())))?);
    }
    let shown: Vec<String> = names.iter().map(|n| n.display().to_string()).collect();
    let sources: Vec<SourceFile<'_>> =
        shown.iter().zip(&bytes).map(|(name, bytes)| SourceFile { name, bytes }).collect();
    let bundle = file::read(&sources).map_err(|problems| {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Stop::input(format!(
            "nothing was imported; {} to mend\n{}",
            problem_count(lines.len()),
            lines.join("\n")
        ))
    })?;
    let cx = database::open(place, Missing::Create).await?;
    if !dry_run {
        bring_files(&cx, paths).await?;
    }
    let keep = if dry_run { Keep::DryRun } else { Keep::Commit };
    let report = import_and_end(&cx, &Actor::System, &bundle, keep, end_missing).await?;
    show(&report, dry_run);
    Ok(())
}

/// Takes the attached files that stand beside cooperation files in `files/`, each under its digest.
async fn bring_files(cx: &Cx, paths: &[PathBuf]) -> Result<(), Stop> {
    let beside = |path: &PathBuf| match path.is_dir() {
        true => path.join("files"),
        false => path.parent().unwrap_or(Path::new("")).join("files"),
    };
    let mut dirs: Vec<PathBuf> = paths.iter().map(beside).collect();
    dirs.dedup();
    for dir in dirs {
        carry::back(&cx.files, &dir).await.map_err(not_carried)?;
    }
    Ok(())
}

fn not_carried(why: NotCarried) -> Stop {
    match why {
        NotCarried::Other(path) => {
            Stop::input(format!("{} has other bytes than its name says", path.display()))
        }
        NotCarried::File(path, e) => Stop::input(format!("{}: {e}", path.display())),
        NotCarried::Action(e) => e.into(),
    }
}

fn problem_count(n: usize) -> String {
    if n == 1 { "1 problem".to_owned() } else { format!("{n} problems") }
}

fn things(n: usize) -> String {
    if n == 1 { "1 thing".to_owned() } else { format!("{n} things") }
}

fn show(report: &Report, dry_run: bool) {
    let created = report.differences.iter().filter(|d| d.created).count();
    let changed = report.differences.len() - created - report.followed;
    if dry_run {
        for difference in &report.differences {
            print!("{}", shown(difference));
        }
    }
    let verb = if dry_run { "would be " } else { "" };
    eprintln!(
        "{} things stated: {created} {verb}created, {changed} {verb}changed, {} as they were",
        report.stated,
        report.stated - created - changed
    );
    if report.followed > 0 {
        eprintln!("{} {verb}closed with what they hang on", things(report.followed));
    }
    if !report.still_closed.is_empty() {
        eprintln!(
            "{} under what is opened stay closed, because whoever closed them may have meant it; to open one, state \
             visibility = \"public\" in its own table:",
            things(report.still_closed.len())
        );
        for closed in &report.still_closed {
            eprintln!("    {} {} ({})", closed.noun, closed.slug, closed.visibility);
        }
    }
}

/// A difference as lines: `+` created, `~` changed, with each field before and after.
fn shown(difference: &Difference) -> String {
    let mark = if difference.created { '+' } else { '~' };
    let mut text = format!("{mark} {} {}\n", difference.noun, difference.slug);
    for value in &difference.values {
        let line = match (&value.before, &value.after) {
            (None, Some(after)) => format!("    {}: {after:?}\n", value.field),
            (Some(before), None) => format!("    {}: {before:?} -> nothing\n", value.field),
            (Some(before), Some(after)) => format!("    {}: {before:?} -> {after:?}\n", value.field),
            (None, None) => String::new(),
        };
        text.push_str(&line);
    }
    text
}

/// The files that are named, and those in the directories that are named, by name.
fn files_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Stop> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries =
            fs::read_dir(path).map_err(|e| Stop::input(format!("cannot read {}: {e}", path.display())))?;
        let mut inside: Vec<PathBuf> = entries
            .filter_map(|e| e.ok().map(|e| e.path()))
            .filter(|p| p.to_string_lossy().ends_with(".genbo.toml"))
            .collect();
        if inside.is_empty() {
            return Err(Stop::input(format!("there is no *.genbo.toml in {}", path.display())));
        }
        inside.sort();
        files.append(&mut inside);
    }
    Ok(files)
}

/// Writes a cooperation out.
pub(crate) async fn export(place: &Where, cooperation: &str, out: Option<&Path>) -> Result<(), Stop> {
    let cx = database::open(place, Missing::Refuse).await?;
    let text = export::export(&cx, &Actor::System.viewer(), cooperation).await?;
    let Some(dir) = out else {
        return std::io::stdout().write_all(text.as_bytes()).map_err(|e| Stop::input(e.to_string()));
    };
    fs::create_dir_all(dir).map_err(|e| Stop::input(format!("cannot create {}: {e}", dir.display())))?;
    let path = dir.join(format!("{cooperation}.genbo.toml"));
    fs::write(&path, &text).map_err(|e| Stop::input(format!("cannot write {}: {e}", path.display())))?;
    eprintln!("{}", path.display());
    let all = carry::digests(&cx).await?;
    let named: Vec<String> = all.into_iter().filter(|digest| text.contains(digest.as_str())).collect();
    let carried = carry::out(&cx.files, &named, &dir.join("files")).await.map_err(not_carried)?;
    for digest in &carried.missing {
        eprintln!("not here, and therefore not beside the file: the attached file {digest}");
    }
    Ok(())
}

/// Prints the JSON Schema of the format.
pub(crate) fn schema() -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(&file::schema()).map_err(|e| Stop::input(e.to_string()))?;
    println!("{text}");
    Ok(())
}
