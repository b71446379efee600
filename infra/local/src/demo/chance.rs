//! The chance of the demonstration world: the same seed, the same world, on every machine.
//!
//! SplitMix64 (Steele, Lea, Flood 2014): a few lines, no dependency that could change its stream
//! with a version. Not for secrets.

/// A stream of numbers that depends on the seed alone.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// Begins a stream.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for `subject`, so that a change in one part of the world moves no other.
    pub fn about(seed: u64, subject: &str) -> Self {
        let mixed = subject.bytes().fold(seed, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
        });
        let mut chance = Self(mixed);
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 to `end - 1`; the bias of the remainder is below 2⁻³² here.
    ///
    /// # Panics
    /// When `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap_or(0)
    }

    /// A number from `from` to `to`, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from).unwrap_or(0) + 1;
        from + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// Puts them in another order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // First outputs of SplitMix64 for seed 1234567, from the authors' reference program.
        let mut chance = Chance::new(1_234_567);
        assert_eq!(chance.next(), 6_457_827_717_110_365_317);
        assert_eq!(chance.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn parts_of_the_world_have_streams_of_their_own() {
        let mut doctors = Chance::about(1, "doctors");
        let mut courses = Chance::about(1, "courses");
        assert_ne!(doctors.next(), courses.next());
        assert_eq!(
            Chance::about(1, "doctors").below(1_000),
            Chance::about(1, "doctors").below(1_000)
        );
    }

    #[test]
    fn bounds_hold() {
        let mut chance = Chance::new(7);
        for _ in 0..1_000 {
            assert!((-3..=3).contains(&chance.between(-3, 3)));
            assert!(chance.below(5) < 5);
        }
    }
}
