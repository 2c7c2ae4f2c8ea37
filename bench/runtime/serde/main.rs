//! serde_json: documents read into structs of owned or borrowed text, and written. The same command
//! line as the programs in C (harness.h).
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::Write;

mod types;

macro_rules! model {
    ($name:ident) => {
        mod $name {
            #[allow(unused_imports)]
            use crate::types::*;
            use serde::{Deserialize, Serialize};
            use std::marker::PhantomData;
            include!(concat!(
                env!("BENCH_MODELS"),
                "/",
                stringify!($name),
                "/serde/",
                stringify!($name),
                ".rs"
            ));
        }
    };
}
model!(canada);
model!(citm);
model!(connect);
model!(hr);
model!(tweets);
model!(twitter);

const MIN_RUNS: usize = 3;
const MAX_RUNS: usize = 1000;

extern "C" {
    fn clock_gettime(clock: i32, time: *mut [i64; 2]) -> i32;
}

/// Seconds of this thread, as in harness.c.
fn now() -> f64 {
    const CLOCK_THREAD_CPUTIME_ID: i32 = 3;
    let mut time = [0i64; 2];
    unsafe { clock_gettime(CLOCK_THREAD_CPUTIME_ID, &mut time) };
    time[0] as f64 + time[1] as f64 * 1e-9
}

/// Times a task, which returns its seconds, and prints them.
fn time(name: &str, seconds: f64, mut task: impl FnMut() -> f64) {
    let mut all = 0.0;
    let mut line = name.to_string();
    task();
    for i in 0..MAX_RUNS {
        if i >= MIN_RUNS && all >= seconds {
            break;
        }
        let last = task();
        all += last;
        line += &format!(" {:.9}", last);
    }
    println!("{line}");
}

/// One read of the document, until its memory is given back.
fn read<'a, T: Deserialize<'a>>(json: &'a [u8]) -> f64 {
    let start = now();
    let value = parse::<T>(json);
    unsafe { std::ptr::read_volatile(&value as *const T as *const u8) }; // it is used
    drop(value);
    now() - start
}

fn parse<'a, T: Deserialize<'a>>(json: &'a [u8]) -> T {
    serde_json::from_slice(json).unwrap()
}

fn tasks<'a, Owned, Borrowed>(json: &'a [u8], seconds: f64)
where
    Owned: DeserializeOwned + Serialize,
    Borrowed: Deserialize<'a>,
{
    time("owned", seconds, || read::<Owned>(json));
    time("borrowed", seconds, || read::<Borrowed>(json));
    let value: Owned = parse(json);
    let mut output = Vec::with_capacity(json.len() * 2);
    time("write", seconds, || {
        output.clear();
        let start = now();
        serde_json::to_writer(&mut output, &value).unwrap();
        now() - start
    });
}

fn dump<'a, Owned, Borrowed>(json: &'a [u8], task: &str)
where
    Owned: DeserializeOwned + Serialize,
    Borrowed: Deserialize<'a> + Serialize,
{
    let text = match task {
        "borrowed" => serde_json::to_vec(&parse::<Borrowed>(json)),
        _ => serde_json::to_vec(&parse::<Owned>(json)),
    };
    std::io::stdout().write_all(&text.unwrap()).unwrap();
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if arguments.len() < 4 {
        eprintln!("usage: bench_serde time|dump MODEL FILE [SECONDS|TASK]");
        std::process::exit(2);
    }
    let json = std::fs::read(&arguments[3]).expect("the file can be read");
    let last = arguments.get(4).map(String::as_str);
    macro_rules! run {
        ($($name:ident)*) => {
            match arguments[2].as_str() {
                $(stringify!($name) => {
                    type Owned = $name::Root<String>;
                    type Borrowed<'a> = $name::Root<types::Text<'a>>;
                    if arguments[1] == "dump" {
                        dump::<Owned, Borrowed>(&json, last.unwrap_or("owned"));
                    } else {
                        let seconds = last.map_or(0.05, |s| s.parse().unwrap());
                        tasks::<Owned, Borrowed>(&json, seconds);
                    }
                })*
                other => panic!("no model {other}"),
            }
        };
    }
    run!(canada citm connect hr tweets twitter);
}
