//! One handler per endpoint, and the pipeline around them.
//!
//! A handler lies at `src/<subject>/<endpoint>.rs` and is called only through [`pipeline`]:
//! authenticate → admit → parse → handle → render. Its Lambda is one line in `src/bin/`. What
//! happens behind the request (stream, queues, schedules) is in [`workers`].

pub mod admission;
pub mod applications;
pub mod bootstrap;
pub mod catalogue;
pub mod certificates;
pub mod courses;
pub mod credits;
pub mod environment;
pub mod failure;
pub mod holders;
pub mod identity;
pub mod jobs;
pub mod lambda;
pub mod learning;
pub mod metrics;
pub mod my_page;
pub mod notices;
pub mod organizers;
pub mod outbox;
pub mod pace;
pub mod pipeline;
pub mod reference;
pub mod refusals;
pub mod reply;
pub mod review;
pub mod rounds;
pub mod rule_book;
pub mod rule_sets;
pub mod scope;
pub mod titles;
pub mod workers;
pub mod world;

pub use failure::Failure;
pub use pipeline::Route;
pub use reply::Reply;
pub use scope::Scope;
pub use world::World;

macro_rules! routes {
    ($($module:ident $name:ident $type:ident $method:ident;)*) => {
        /// Each endpoint with its handler, by itself: a Lambda links its own and no other.
        pub mod routes {
            use super::*;

            $(
                #[doc = concat!("The endpoint `", stringify!($name), "`.")]
                #[must_use]
                pub const fn $name() -> Route {
                    route!($method $module $name $type)
                }
            )*
        }

        /// Every endpoint with its handler; one without a handler does not compile.
        pub const ROUTES: &[Route] = &[$(routes::$name()),*];
    };
}

macro_rules! route {
    (GET $module:ident $name:ident $type:ident) => {
        Route {
            declaration: &<api::$type as api::Endpoint>::DECLARATION,
            call: |world, request| {
                Box::pin(pipeline::read::<api::$type, _, _>(
                    world,
                    request,
                    $module::$name::handle,
                ))
            },
        }
    };
    ($method:ident $module:ident $name:ident $type:ident) => {
        Route {
            declaration: &<api::$type as api::Endpoint>::DECLARATION,
            call: |world, request| {
                Box::pin(pipeline::write::<api::$type, _, _>(
                    world,
                    request,
                    $module::$name::handle,
                ))
            },
        }
    };
}

api::for_each_endpoint!(routes);
