//! Courses and gatherings: what is offered, to whom, when; a gathering that was moved keeps its old date.

use super::{
    Link, Names, Reader,
    fact::{self, Doubts},
    shown::{self, Shown},
};
use crate::{error::ActionError, ids};
use genbo_domain::{
    course::{Course, CourseEdition, CourseNeed, Event, EventSeries, Example},
    edtf::Edtf,
    project::Evaluation,
    value::ThingId,
};
use genbo_store::row::{Find, Stored};

/// A course with its editions.
#[derive(Debug)]
pub struct CourseLine {
    /// The course.
    pub course: Shown<Course>,
    /// Its editions, the earliest first.
    pub editions: Vec<Shown<CourseEdition>>,
}

impl CourseLine {
    /// The next edition that is not over.
    pub fn next(&self, today: jiff::civil::Date) -> Option<&Shown<CourseEdition>> {
        self.editions.iter().find(|e| e.facts.when.last().is_none_or(|last| last.date() >= today))
    }
}

/// All courses.
#[derive(Debug)]
pub struct Courses {
    /// The courses, by cooperation and place in the source.
    pub courses: Vec<CourseLine>,
    /// Everything that these refer to.
    pub names: Names,
}

/// All courses that the viewer sees.
pub async fn courses(reader: &mut Reader) -> Result<Courses, ActionError> {
    let mut all: Vec<Stored<Course>> = reader.load(Find::All).await?;
    all.sort_by_key(|c| c.facts.cooperation.0);
    let course_ids: Vec<ThingId> = all.iter().map(|c| c.id).collect();
    let editions: Vec<Stored<CourseEdition>> = reader.by("course", &course_ids).await?;
    let names = reader.names(all.iter().map(|c| c.facts.cooperation.0)).await?;
    let mut courses: Vec<CourseLine> =
        all.into_iter().map(|c| CourseLine { course: c.into(), editions: Vec::new() }).collect();
    for edition in by_date(editions, |e| Some(&e.when)) {
        if let Some(line) = courses.iter_mut().find(|l| l.course.id() == edition.facts.course.0) {
            line.editions.push(edition);
        }
    }
    Ok(Courses { courses, names })
}

fn by_date<N: genbo_domain::noun::Noun>(
    mut stored: Vec<Stored<N>>,
    date: impl Fn(&N) -> Option<&Edtf>,
) -> Vec<Shown<N>> {
    stored
        .sort_by_cached_key(|s| (date(&s.facts).map_or("X".to_owned(), Edtf::sort_key), s.meta.slug.clone()));
    shown::all(stored)
}

/// A course with everything that belongs to it.
#[derive(Debug)]
pub struct CoursePage {
    /// The course with its editions.
    pub line: CourseLine,
    /// What organisations said that they need.
    pub needs: Vec<Shown<CourseNeed>>,
    /// Evaluations of it.
    pub evaluations: Vec<Shown<Evaluation>>,
    /// What is not plain about it.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// The course of that slug.
pub async fn course(reader: &mut Reader, slug: &str) -> Result<CoursePage, ActionError> {
    let course: Stored<Course> = reader.find(slug).await?;
    let id = [course.id];
    let editions: Vec<Stored<CourseEdition>> = reader.by("course", &id).await?;
    let needs: Vec<Stored<CourseNeed>> = reader.by("course", &id).await?;
    let evaluations: Vec<Stored<Evaluation>> = reader.by("subject", &id).await?;
    let mut about = vec![Link::from(&course)];
    about.extend(editions.iter().map(Link::from));
    let doubts = fact::doubts(reader, &about).await?;
    let mut wanted = vec![course.facts.cooperation.0];
    wanted.extend(needs.iter().map(|n| n.facts.organisation.0));
    wanted.extend(evaluations.iter().flat_map(|e| ids![e.facts.by]));
    let names = reader.names(wanted).await?;
    let editions = by_date(editions, |e| Some(&e.when));
    Ok(CoursePage {
        line: CourseLine { course: course.into(), editions },
        needs: shown::all(needs),
        evaluations: shown::all(evaluations),
        doubts,
        names,
    })
}

/// All gatherings.
#[derive(Debug)]
pub struct Events {
    /// Not over yet, the nearest first.
    pub next: Vec<Shown<Event>>,
    /// Over, the latest first.
    pub past: Vec<Shown<Event>>,
    /// Without any date.
    pub undated: Vec<Shown<Event>>,
    /// Series in which they come back.
    pub series: Vec<Shown<EventSeries>>,
    /// Everything that these refer to.
    pub names: Names,
}

/// All gatherings that the viewer sees.
pub async fn events(reader: &mut Reader) -> Result<Events, ActionError> {
    let all: Vec<Stored<Event>> = reader.load(Find::All).await?;
    let series: Vec<Stored<EventSeries>> = reader.load(Find::All).await?;
    let mut wanted: Vec<ThingId> = all.iter().flat_map(|e| event_names(&e.facts)).collect();
    wanted.extend(series.iter().flat_map(|s| ids![Some(s.facts.cooperation)]));
    wanted.extend(series.iter().flat_map(|s| ids![s.facts.prepared_by]));
    let names = reader.names(wanted).await?;
    let mut events =
        Events { next: Vec::new(), past: Vec::new(), undated: Vec::new(), series: shown::all(series), names };
    for event in by_date(all, |e| e.when.as_ref()) {
        match event.facts.when.as_ref().map(Edtf::last) {
            None => events.undated.push(event),
            Some(Some(last)) if last.date() < reader.today => events.past.push(event),
            Some(_) => events.next.push(event),
        }
    }
    events.past.reverse();
    Ok(events)
}

fn event_names(f: &Event) -> Vec<ThingId> {
    let mut wanted: Vec<ThingId> = ids![Some(f.cooperation), f.series, f.host, f.decided_by];
    wanted.extend(ids![f.bodies.clone()]);
    wanted
}

/// A gathering with everything that belongs to it.
#[derive(Debug)]
pub struct EventPage {
    /// The gathering.
    pub event: Shown<Event>,
    /// The others of its series, by date.
    pub siblings: Vec<Shown<Event>>,
    /// Good examples that were shown at it.
    pub examples: Vec<Link>,
    /// What is not plain about it.
    pub doubts: Doubts,
    /// Everything that these refer to.
    pub names: Names,
}

/// The gathering of that slug.
pub async fn event(reader: &mut Reader, slug: &str) -> Result<EventPage, ActionError> {
    let event: Stored<Event> = reader.find(slug).await?;
    let siblings: Vec<Stored<Event>> = reader.by("series", &ids![event.facts.series]).await?;
    let examples: Vec<Stored<Example>> = reader.by("event", &[event.id]).await?;
    let doubts = fact::doubts(reader, &[Link::from(&event)]).await?;
    let names = reader.names(event_names(&event.facts)).await?;
    let others = siblings.into_iter().filter(|s| s.id != event.id).collect();
    Ok(EventPage {
        siblings: by_date(others, |e: &Event| e.when.as_ref()),
        examples: examples.iter().map(Link::from).collect(),
        event: event.into(),
        doubts,
        names,
    })
}
