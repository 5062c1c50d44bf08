//! Typesetting in a process of its own: the program starts itself as `genbo pdf-worker`, hands it one job as JSON, and takes
//! the bytes that come back.
//!
//! Invariants: time, memory and the number of workers are bounded; whatever becomes of a worker, the portal goes on; a worker
//! has no database, no network and no file.

use crate::command::Stop;
use genbo_pdf::{Job as Pdf, join::Bookmark};
use genbo_web::paper::typesetter::{Job, NotMade, Typesetter};
use serde_json::{Value, json};
use std::{
    ffi::OsString,
    io::{BufRead, Read, Write},
    path::PathBuf,
    process::Stdio,
    sync::Arc,
    time::Duration,
};
use tokio::{io::AsyncWriteExt, process::Command, sync::Semaphore};

/// How long a document may take, and how long one waits for its turn.
const TIME: Duration = Duration::from_secs(30);
const TURN: Duration = Duration::from_secs(10);
/// How many documents are made at the same time.
const AT_ONCE: usize = 2;
/// How much memory a worker may ask for, and for how long it may compute.
const MEMORY: u64 = 3 << 30;
const SECONDS: u64 = 30;
/// No document is larger, nor is what it is made from.
const LARGEST: u64 = 512 << 20;

/// How a worker is started, and how long it may take.
#[derive(Debug, Clone)]
struct Worker {
    program: PathBuf,
    arguments: Vec<OsString>,
    time: Duration,
}

/// A typesetter that starts this program anew for each document.
pub(crate) fn typesetter() -> Typesetter {
    let worker = std::env::current_exe()
        .map(|program| Worker { program, arguments: vec!["pdf-worker".into()], time: TIME })
        .map_err(|e| NotMade::Died(e.to_string()));
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    Box::new(move |job| {
        let (worker, turns) = (worker.clone(), Arc::clone(&turns));
        Box::pin(async move {
            let worker = worker?;
            let turn = tokio::time::timeout(TURN, turns.acquire()).await.map_err(|_| NotMade::Busy)?;
            let _turn = turn.map_err(|e| NotMade::Died(e.to_string()))?;
            worker.make(&job).await.map(|made| made.bytes)
        })
    })
}

/// Makes one document, and says on stderr which characters could not be printed.
pub(crate) async fn once(job: Job) -> Result<Vec<u8>, Stop> {
    let program = std::env::current_exe().map_err(|e| Stop::input(e.to_string()))?;
    let worker = Worker { program, arguments: vec!["pdf-worker".into()], time: TIME };
    let made = worker.make(&job).await.map_err(|e| Stop::input(e.to_string()))?;
    if !made.said.is_empty() {
        eprintln!("{}", made.said);
    }
    Ok(made.bytes)
}

/// What a worker has made, and what it said beside it.
#[derive(Debug)]
struct Made {
    bytes: Vec<u8>,
    said: String,
}

impl Worker {
    async fn make(&self, job: &Job) -> Result<Made, NotMade> {
        let died = |e: std::io::Error| NotMade::Died(e.to_string());
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(died)?;
        let head = format!("{}\n", written(job)).into_bytes();
        let parts = parts(job);
        let mut stdin = child.stdin.take();
        let both = async {
            let hand = async {
                if let Some(mut stdin) = stdin.take() {
                    // Whoever dies before the end has an exit status that says more than a broken pipe.
                    let _ = stdin.write_all(&head).await;
                    for part in parts {
                        let _ = stdin.write_all(part).await;
                    }
                    let _ = stdin.shutdown().await;
                }
            };
            tokio::join!(hand, child.wait_with_output()).1
        };
        // When the time is over the child is dropped, and killed with that.
        let output =
            tokio::time::timeout(self.time, both).await.map_err(|_| NotMade::TooLong)?.map_err(died)?;
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        if output.status.success() && !output.stdout.is_empty() {
            Ok(Made { bytes: output.stdout, said })
        } else {
            Err(NotMade::Died(format!("{}: {said}", output.status)))
        }
    }
}

fn written(job: &Job) -> Value {
    match job {
        Job::Paper(t) => {
            let encode =
                |(name, bytes): &(String, Vec<u8>)| json!([name, genbo_domain::base64::encode(bytes)]);
            let pictures: Vec<Value> = t.pictures.iter().map(encode).collect();
            json!({ "template": t.template, "data": t.data, "pictures": pictures })
        }
        Job::Dots(svg, width) => json!({ "svg": svg, "width": width }),
        Job::Look(_) => json!({ "look": lengths(job) }),
        Job::Join(j) => {
            let marks = &j.bookmarks;
            json!({ "join": lengths(job), "bookmarks": marks, "title": j.title, "lang": j.lang })
        }
    }
}

/// The files that a job brings, which follow what is written of it as they are.
fn parts(job: &Job) -> &[Arc<Vec<u8>>] {
    match job {
        Job::Look(parts) | Job::Join(genbo_web::paper::typesetter::Join { parts, .. }) => parts,
        Job::Paper(_) | Job::Dots(..) => &[],
    }
}

fn lengths(job: &Job) -> Vec<usize> {
    parts(job).iter().map(|p| p.len()).collect()
}

/// `genbo pdf-worker`: one job from standard input, bytes to standard output.
pub(crate) fn work() -> Result<(), Stop> {
    bound();
    // What is written of a job is one line; the files that it brings follow as they are.
    let mut input = std::io::BufReader::new(std::io::stdin().lock().take(LARGEST));
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line).map_err(|e| Stop::input(format!("the job cannot be read: {e}")))?;
    let mut job: Value = serde_json::from_slice(&line).map_err(|e| Stop::input(format!("no job: {e}")))?;
    let bytes = match (job["svg"].as_str(), job["look"].as_array(), job["join"].as_array()) {
        (Some(svg), ..) => {
            let width = job["width"].as_u64().and_then(|w| u32::try_from(w).ok()).unwrap_or(1);
            genbo_pdf::png(svg, width).map_err(|e| Stop::refused(e.to_string()))?
        }
        (_, Some(lengths), _) => {
            let told = |part: &Vec<u8>| match genbo_pdf::join::pages(part) {
                Ok(pages) => json!(pages),
                Err(why) => json!(why.to_string()),
            };
            let all: Vec<Value> = brought(&mut input, lengths)?.iter().map(told).collect();
            Value::Array(all).to_string().into_bytes()
        }
        (.., Some(lengths)) => {
            let bookmarks: Vec<Bookmark> =
                job["bookmarks"].as_array().into_iter().flatten().filter_map(bookmark).collect();
            let named = |key: &str| job[key].as_str().unwrap_or_default();
            genbo_pdf::join::join(&brought(&mut input, lengths)?, &bookmarks, (named("title"), named("lang")))
                .map_err(|(at, why)| Stop::refused(format!("part {} is {why}", at + 1)))?
        }
        _ => {
            let pictures = job["pictures"].as_array().map(|all| all.iter().filter_map(picture).collect());
            let done = genbo_pdf::typeset(Pdf {
                template: job["template"].as_str().unwrap_or_default().to_owned(),
                data: job["data"].take(),
                pictures: pictures.unwrap_or_default(),
            })
            .map_err(|e| Stop::refused(e.to_string()))?;
            if !done.replaced.is_empty() {
                let all: Vec<String> =
                    done.replaced.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
                eprintln!(
                    "characters that the font does not have are printed as their numbers: {}",
                    all.join(", ")
                );
            }
            done.bytes
        }
    };
    let mut out = std::io::stdout().lock();
    out.write_all(&bytes).and_then(|()| out.flush()).map_err(|e| Stop::input(e.to_string()))
}

/// The files that follow a job, each so long as the job says.
fn brought(input: &mut impl Read, lengths: &[Value]) -> Result<Vec<Vec<u8>>, Stop> {
    let mut parts = Vec::with_capacity(lengths.len());
    for length in lengths {
        let length = length.as_u64().unwrap_or(0);
        let mut part = Vec::new();
        let read =
            input.by_ref().take(length).read_to_end(&mut part).map_err(|e| Stop::input(e.to_string()))?;
        if u64::try_from(read).ok() != Some(length) {
            return Err(Stop::input("a file of the job was cut off"));
        }
        parts.push(part);
    }
    Ok(parts)
}

fn bookmark(written: &Value) -> Option<Bookmark> {
    let number = |at: usize| written[at].as_u64().and_then(|n| usize::try_from(n).ok());
    Some(Bookmark { level: number(0)?, title: written[1].as_str()?.to_owned(), page: number(2)? })
}

fn picture(named: &Value) -> Option<(String, Vec<u8>)> {
    Some((named[0].as_str()?.to_owned(), genbo_domain::base64::decode(named[1].as_str()?)?))
}

/// Bounds the memory and the time of this process, where the system can.
fn bound() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
        let _ = setrlimit(Resource::As, limit(MEMORY));
        let _ = setrlimit(Resource::Cpu, limit(SECONDS));
        let _ = setrlimit(Resource::Core, limit(0));
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, time: Duration) -> Worker {
        Worker { program: "/bin/sh".into(), arguments: vec!["-c".into(), script.into()], time }
    }

    fn job() -> Job {
        Job::Dots("<svg/>".repeat(100_000), 1)
    }

    #[tokio::test]
    async fn a_worker_that_is_killed_is_told_as_dead_and_so_is_one_that_says_nothing() {
        let killed = shell("kill -9 $$", TIME).make(&job()).await.unwrap_err();
        assert!(matches!(&killed, NotMade::Died(why) if why.contains("signal: 9")), "{killed}");
        let mute = shell("cat >/dev/null", TIME).make(&job()).await.unwrap_err();
        assert!(matches!(mute, NotMade::Died(_)));
        let refused = shell("cat >/dev/null; echo no >&2; exit 1", TIME).make(&job()).await.unwrap_err();
        assert!(matches!(&refused, NotMade::Died(why) if why.ends_with("no")), "{refused}");
    }

    #[tokio::test]
    async fn a_worker_that_never_ends_is_ended() {
        // It ends with the test at the latest, because nobody writes to what it reads.
        let endless =
            shell("exec tail -f /dev/null", Duration::from_millis(1)).make(&job()).await.unwrap_err();
        assert_eq!(endless, NotMade::TooLong);
    }

    #[tokio::test]
    async fn what_a_worker_writes_is_what_comes_back() {
        let made = shell("cat; echo beside >&2", TIME).make(&Job::Dots("å".into(), 7)).await.unwrap();
        assert_eq!(serde_json::from_slice::<Value>(&made.bytes).unwrap(), json!({ "svg": "å", "width": 7 }));
        assert_eq!(made.said, "beside");
    }

    #[tokio::test]
    async fn a_program_that_is_not_there_is_told() {
        let nowhere = Worker { program: "/nowhere/genbo".into(), arguments: Vec::new(), time: TIME };
        assert!(matches!(nowhere.make(&job()).await, Err(NotMade::Died(_))));
    }
}
