//! How the instructions of a code unit are stored: for each its number and its operands, in as few bytes as they take
//! (LEB128; what can be below zero in zigzag).

use std::rc::Rc;

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use super::Op;
use super::instruction::{OPERANDS, OperandKind};

pub fn serialize<S: Serializer>(ops: &Rc<[Op]>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(4 * ops.len());
    for op in ops.iter() {
        let (number, operands) = op.parts();
        write(&mut bytes, number.into());
        for (kind, operand) in OperandKind::of(number).into_iter().flatten().zip(operands) {
            write(&mut bytes, if kind.is_signed() { zigzag(operand) } else { operand as u32 });
        }
    }
    serializer.serialize_bytes(&bytes)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rc<[Op]>, D::Error> {
    let mut bytes: &[u8] = Deserialize::deserialize(deserializer)?;
    let mut ops = Vec::with_capacity(bytes.len() / 3);
    while !bytes.is_empty() {
        ops.push(read_op(&mut bytes).ok_or_else(|| D::Error::custom("an instruction that does not exist"))?);
    }
    Ok(ops.into())
}

fn read_op(bytes: &mut &[u8]) -> Option<Op> {
    let number = u16::try_from(read(bytes)?).ok()?;
    let mut operands = [0; OPERANDS];
    for (kind, operand) in OperandKind::of(number)?.zip(&mut operands) {
        let stored = read(bytes)?;
        *operand = if kind.is_signed() { unzigzag(stored) } else { stored as i32 };
    }
    Op::from_parts(number, operands)
}

fn write(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn read(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

fn zigzag(number: i32) -> u32 {
    (number << 1 ^ number >> 31) as u32
}

fn unzigzag(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;
    use crate::wire::{decode, encode};

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Stored(#[serde(with = "super")] Rc<[Op]>);

    #[test]
    fn every_instruction_comes_back_with_operands_of_every_size() {
        let operands = [[0, 1, 2], [127, 128, 300], [65_535, 16_383, 16_384], [-1, -64, -65], [i32::MIN, -2, i32::MAX]];
        let all = (0..).map_while(|number| Some(operands.map(|operands| Op::from_parts(number, operands))));
        let ops: Vec<Op> = all.take_while(|ops| ops[0].is_some()).flatten().flatten().collect();
        assert!(ops.len() > 500);
        let stored = Stored(ops.into());
        assert_eq!(decode::<Stored>(&encode(&stored)), Ok(stored));
    }

    #[test]
    fn what_is_no_instruction_is_an_error() {
        let (without_operands, _) = Op::Move { dst: 0, src: 0 }.parts();
        for bytes in [&[255, 255, 3][..], &[without_operands as u8], &[128, 128, 128, 128, 128, 1]] {
            assert!(decode::<Stored>(&encode(&crate::wire::Bytes(bytes.to_vec()))).is_err());
        }
    }
}
