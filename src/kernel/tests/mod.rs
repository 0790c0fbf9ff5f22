//! Tests of the kernel: single behaviours, and random runs against what must always hold.

mod behaviour;
mod chaos;
mod files;
mod leases;
mod pipes;
mod queues;
mod world;
