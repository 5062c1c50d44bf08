//! Layers of an organisation chart: ranks from who stands above whom, rows that fit the width, places that keep
//! lines short. Circles in the data are broken, never followed.

use std::collections::{BTreeMap, HashMap};

use super::WIDTH;
use super::organisation::{Edge, EdgeKind, OrganisationChart};

/// At most this many boxes stand beside each other.
const PER_ROW: usize = 5;
/// Space between boxes.
const GAP: f64 = 20.0;
/// Room for a line that passes a row.
const PASSAGE: f64 = 14.0;
/// Margin left and right.
const MARGIN: f64 = 8.0;

/// A place: middle of a box (or passing line) and its row; for lines also how much its bend is shifted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// Horizontal middle.
    pub x: f64,
    /// Row from the top.
    pub row: usize,
    /// Vertical shift of the bend below this point, so that lines to different bodies do not merge.
    pub lane: f64,
}

/// A laid out chart.
pub(super) struct Layers<'a> {
    /// Number of items per row, passing lines included.
    pub rows: Vec<usize>,
    /// Width of every box.
    pub box_width: f64,
    /// One per node.
    pub places: Vec<Point>,
    /// The drawn edges with their way from the lower to the upper body.
    pub paths: Vec<(&'a Edge, Vec<Point>)>,
}

/// What stands in a row: a box, or a line on its way up to a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Item {
    Node(usize),
    Passing { row: usize, to: usize, kind: EdgeKind },
}

/// Lays out the chart.
pub(super) fn lay_out(chart: &OrganisationChart) -> Layers<'_> {
    let edges = known_edges(chart);
    let ranks = ranks(chart.nodes.len(), &edges);
    let rows = node_rows(&ranks, &edges);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let row_of: HashMap<usize, usize> =
        rows.iter().enumerate().flat_map(|(row, nodes)| nodes.iter().map(move |node| (*node, row))).collect();
    let (mut items, links) = with_passages(rows, &row_of, &edges);
    let passages = items.iter().map(|row| row.iter().filter(|i| !matches!(i, Item::Node(_))).count());
    let passing = passages.max().unwrap_or(0) as f64 * (PASSAGE + GAP);
    let room = WIDTH - 2.0 * MARGIN - passing;
    let box_width = ((room - GAP * (widest as f64 - 1.0)) / widest as f64).clamp(120.0, 252.0);
    let xs = settle_all(&mut items, &links, box_width);
    let places = (0..chart.nodes.len()).map(|node| {
        let x = xs.get(&Item::Node(node)).copied().unwrap_or(WIDTH / 2.0);
        Point { x, row: row_of.get(&node).copied().unwrap_or(0), lane: 0.0 }
    });
    let places: Vec<Point> = places.collect();
    let paths = paths(&edges, &row_of, &xs);
    Layers { rows: items.iter().map(Vec::len).collect(), box_width, places, paths }
}

/// Edges between two different known nodes: lower, upper, edge.
fn known_edges(chart: &OrganisationChart) -> Vec<(usize, usize, &Edge)> {
    let index: HashMap<&str, usize> =
        chart.nodes.iter().enumerate().map(|(i, node)| (node.id.as_str(), i)).collect();
    let node = |id: &str| index.get(id).copied();
    chart
        .edges
        .iter()
        .filter_map(|edge| Some((node(&edge.from)?, node(&edge.to)?, edge)))
        .filter(|(from, to, _)| from != to)
        .collect()
}

/// A node's rank: one more than the highest rank of those above it. Advice counts only where nothing else does.
fn ranks(count: usize, edges: &[(usize, usize, &Edge)]) -> Vec<usize> {
    let mut above: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, to, _) in edges.iter().filter(|edge| edge.2.kind != EdgeKind::Advises) {
        above[*from].push(*to);
    }
    for (node, above) in above.iter_mut().enumerate().filter(|(_, above)| above.is_empty()) {
        above.extend(edges.iter().filter(|(from, ..)| *from == node).map(|(_, to, _)| *to));
    }
    let mut rank: Vec<Option<usize>> = vec![None; count];
    for _ in 0..count {
        let ready = |node: &usize| rank[*node].is_none() && above[*node].iter().all(|up| rank[*up].is_some());
        // In a circle nobody is ready: the first one left is taken as it is.
        let next = (0..count).find(ready).or_else(|| (0..count).find(|node| rank[*node].is_none()));
        let Some(next) = next else { break };
        rank[next] = Some(above[next].iter().filter_map(|up| rank[*up]).map(|up| up + 1).max().unwrap_or(0));
    }
    rank.into_iter().map(Option::unwrap_or_default).collect()
}

/// Nodes per row: a rank with too many nodes for one row takes several, evenly filled.
fn node_rows(ranks: &[usize], edges: &[(usize, usize, &Edge)]) -> Vec<Vec<usize>> {
    let mut by_rank: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (node, rank) in ranks.iter().enumerate() {
        by_rank.entry(*rank).or_default().push(node);
    }
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut order: HashMap<usize, usize> = HashMap::new();
    for mut nodes in by_rank.into_values() {
        // Those who share a superior stay together.
        nodes.sort_by_key(|node| {
            let first = edges.iter().filter(|e| e.0 == *node).filter_map(|e| order.get(&e.1)).min();
            (first.copied().unwrap_or(usize::MAX), *node)
        });
        for node in &nodes {
            order.insert(*node, order.len());
        }
        let count = nodes.len().div_ceil(PER_ROW).max(1);
        rows.extend(nodes.chunks(nodes.len().div_ceil(count).max(1)).map(<[usize]>::to_vec));
    }
    rows
}

/// Rows with a passage wherever a line passes a row, and which items are joined (lower, upper).
fn with_passages(
    rows: Vec<Vec<usize>>,
    row_of: &HashMap<usize, usize>,
    edges: &[(usize, usize, &Edge)],
) -> (Vec<Vec<Item>>, Vec<(Item, Item)>) {
    let mut items: Vec<Vec<Item>> =
        rows.into_iter().map(|row| row.into_iter().map(Item::Node).collect()).collect();
    let mut links = Vec::new();
    for (from, to, edge) in edges {
        let mut below = Item::Node(*from);
        for above in way(*from, *to, edge.kind, row_of) {
            if let Item::Passing { row, .. } = above
                && !items[row].contains(&above)
            {
                items[row].push(above);
            }
            if !links.contains(&(below, above)) {
                links.push((below, above));
            }
            below = above;
        }
    }
    (items, links)
}

/// The items that an edge visits after its lower end.
fn way(from: usize, to: usize, kind: EdgeKind, row_of: &HashMap<usize, usize>) -> Vec<Item> {
    let (low, high) = (row_of.get(&from).copied().unwrap_or(0), row_of.get(&to).copied().unwrap_or(0));
    let passing = (high + 1..low).rev().map(|row| Item::Passing { row, to, kind });
    passing.chain([Item::Node(to)]).collect()
}

/// Places for all items: down and up a few times, each row as near to its neighbours as the boxes allow.
fn settle_all(items: &mut [Vec<Item>], links: &[(Item, Item)], box_width: f64) -> HashMap<Item, f64> {
    let mut joined: HashMap<Item, (Vec<Item>, Vec<Item>)> = HashMap::new();
    for (low, high) in links {
        joined.entry(*low).or_default().0.push(*high);
        joined.entry(*high).or_default().1.push(*low);
    }
    let mut xs: HashMap<Item, f64> = HashMap::new();
    for sweep in 0..5 {
        let down = sweep % 2 == 0;
        let count = items.len();
        for step in 0..count {
            let row = if down { step } else { count - 1 - step };
            let wish = |item: &Item| {
                let around = joined.get(item).map(|(up, low)| if down { up } else { low });
                let known: Vec<f64> =
                    around.into_iter().flatten().filter_map(|i| xs.get(i)).copied().collect();
                let mean = known.iter().sum::<f64>() / known.len().max(1) as f64;
                if known.is_empty() { xs.get(item).copied().unwrap_or(WIDTH / 2.0) } else { mean }
            };
            let mut wishes: Vec<(f64, Item)> = items[row].iter().map(|item| (wish(item), *item)).collect();
            if sweep < 3 {
                wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
            }
            let places = settle(&wishes, box_width);
            items[row] = wishes.iter().map(|(_, item)| *item).collect();
            xs.extend(items[row].iter().copied().zip(places));
        }
    }
    xs
}

/// The places nearest to the wishes (least squares) that keep the order and the distances: neighbours that
/// want the same place are pooled until nobody overlaps.
fn settle(wishes: &[(f64, Item)], box_width: f64) -> Vec<f64> {
    let half = |item: &Item| if matches!(item, Item::Node(_)) { box_width / 2.0 } else { PASSAGE / 2.0 };
    let mut offsets = Vec::with_capacity(wishes.len());
    let mut edge = 0.0;
    for (_, item) in wishes {
        offsets.push(edge + half(item));
        edge += 2.0 * half(item) + GAP;
    }
    let mut pools: Vec<(f64, f64)> = Vec::new();
    for ((wish, _), offset) in wishes.iter().zip(&offsets) {
        pools.push((wish - offset, 1.0));
        while let [.., (before, n), (value, m)] = pools[..]
            && before > value
        {
            pools.pop();
            if let Some(last) = pools.last_mut() {
                *last = ((before * n + value * m) / (n + m), n + m);
            }
        }
    }
    let (low, high) = (MARGIN, (WIDTH - MARGIN - (edge - GAP)).max(MARGIN));
    let mut values = Vec::with_capacity(wishes.len());
    for (value, count) in pools {
        let mut left = count;
        while left > 0.5 {
            values.push(value.clamp(low, high));
            left -= 1.0;
        }
    }
    values.iter().zip(&offsets).map(|(value, offset)| value + offset).collect()
}

/// The way of every edge. Several lines at the same side of a box stand beside each other, by kind at the upper
/// end; lines to different bodies bend at different heights.
fn paths<'a>(
    edges: &[(usize, usize, &'a Edge)],
    row_of: &HashMap<usize, usize>,
    xs: &HashMap<Item, f64>,
) -> Vec<(&'a Edge, Vec<Point>)> {
    let row = |item: Item| match item {
        Item::Node(node) => row_of.get(&node).copied().unwrap_or(0),
        Item::Passing { row, .. } => row,
    };
    let mut targets: BTreeMap<usize, Vec<(Item, EdgeKind)>> = BTreeMap::new();
    for (from, to, edge) in edges {
        for item in way(*from, *to, edge.kind, row_of) {
            let all = targets.entry(row(item)).or_default();
            if !all.contains(&(item, edge.kind)) {
                all.push((item, edge.kind));
            }
        }
    }
    let lane = |item: Item, kind: EdgeKind| {
        let all = targets.get(&row(item)).map_or(&[][..], Vec::as_slice);
        let at = all.iter().position(|other| *other == (item, kind)).unwrap_or(0);
        let spread = (24.0 / all.len().max(1) as f64).min(7.0);
        (at as f64 - (all.len() as f64 - 1.0) / 2.0) * spread
    };
    let x = |item: Item| xs.get(&item).copied().unwrap_or(WIDTH / 2.0);
    let point = |item: Item, shift: f64, kind: EdgeKind| Point {
        x: x(item) + shift,
        row: row(item),
        lane: lane(item, kind),
    };
    let next = |edge: &(usize, usize, &Edge)| {
        way(edge.0, edge.1, edge.2.kind, row_of).first().map_or(0.0, |item| x(*item))
    };
    let beside = |index: usize, count: usize| (index as f64 - (count as f64 - 1.0) / 2.0) * 26.0;
    edges
        .iter()
        .enumerate()
        .map(|(i, (from, to, edge))| {
            let mut mine: Vec<usize> = (0..edges.len()).filter(|j| edges[*j].0 == *from).collect();
            mine.sort_by(|a, b| next(&edges[*a]).total_cmp(&next(&edges[*b])));
            let start = beside(mine.iter().position(|j| *j == i).unwrap_or(0), mine.len().min(6));
            let kinds = kinds_at(*to, edges, &x);
            let end = beside(kinds.iter().position(|kind| *kind == edge.kind).unwrap_or(0), kinds.len());
            let mut path = vec![point(Item::Node(*from), start, edge.kind)];
            path.extend(
                way(*from, *to, edge.kind, row_of).into_iter().map(|item| {
                    point(item, if matches!(item, Item::Node(_)) { end } else { 0.0 }, edge.kind)
                }),
            );
            (*edge, path)
        })
        .collect()
}

/// The kinds of lines that end at a node, in the order in which they come from left to right.
fn kinds_at(to: usize, edges: &[(usize, usize, &Edge)], x: &dyn Fn(Item) -> f64) -> Vec<EdgeKind> {
    let mut sums: BTreeMap<EdgeKind, (f64, f64)> = BTreeMap::new();
    for (from, _, edge) in edges.iter().filter(|edge| edge.1 == to) {
        let sum = sums.entry(edge.kind).or_default();
        *sum = (sum.0 + x(Item::Node(*from)), sum.1 + 1.0);
    }
    let mut kinds: Vec<(f64, EdgeKind)> = sums.into_iter().map(|(kind, (sum, n))| (sum / n, kind)).collect();
    kinds.sort_by(|a, b| a.0.total_cmp(&b.0));
    kinds.into_iter().map(|(_, kind)| kind).collect()
}
