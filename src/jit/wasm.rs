//! The bytes of a WebAssembly function and of the module around it.
//!
//! Source of the format: the WebAssembly core specification, "Binary Format".

/// The types of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Type {
    I32 = 0x7f,
    I64 = 0x7e,
    F64 = 0x7c,
}

/// Instructions without immediates, by their opcodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Plain {
    Unreachable = 0x00,
    End = 0x0b,
    Return = 0x0f,
    I32Eqz = 0x45,
    I32Eq = 0x46,
    I32Ne = 0x47,
    I32LtS = 0x48,
    I32LtU = 0x49,
    I32GtU = 0x4b,
    I32GeU = 0x4f,
    I64Eqz = 0x50,
    I64Eq = 0x51,
    I64Ne = 0x52,
    I64LtS = 0x53,
    I64GtS = 0x55,
    I64LeS = 0x57,
    I64GeS = 0x59,
    I64GeU = 0x5a,
    F64Eq = 0x61,
    F64Ne = 0x62,
    F64Lt = 0x63,
    F64Gt = 0x64,
    F64Le = 0x65,
    F64Ge = 0x66,
    I32Add = 0x6a,
    I32Sub = 0x6b,
    I32Mul = 0x6c,
    I32Or = 0x72,
    I32Shl = 0x74,
    I32ShrU = 0x76,
    I64Add = 0x7c,
    I64Sub = 0x7d,
    I64Mul = 0x7e,
    I64DivS = 0x7f,
    I64RemS = 0x81,
    I64And = 0x83,
    I64Or = 0x84,
    I64Xor = 0x85,
    I64Shl = 0x86,
    I64ShrS = 0x87,
    F64Neg = 0x9a,
    F64Add = 0xa0,
    F64Sub = 0xa1,
    F64Mul = 0xa2,
    F64Div = 0xa3,
    I32WrapI64 = 0xa7,
    I64ExtendI32U = 0xad,
    F64ConvertI64S = 0xb9,
}

/// Loads and stores, by their opcodes, with the alignment that they are used with as a power of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    I32Load = 0x28,
    I64Load = 0x29,
    F64Load = 0x2b,
    I32Load8U = 0x2d,
    I32Load16U = 0x2f,
    I32Store = 0x36,
    I64Store = 0x37,
    F64Store = 0x39,
    I32Store16 = 0x3b,
}

impl Access {
    fn alignment(self) -> u8 {
        match self {
            Access::I32Load8U => 0,
            Access::I32Load16U | Access::I32Store16 => 1,
            Access::I32Load | Access::I32Store => 2,
            // Values are aligned to eight bytes.
            Access::I64Load | Access::F64Load | Access::I64Store | Access::F64Store => 3,
        }
    }
}

const BLOCK: u8 = 0x02;
const LOOP: u8 = 0x03;
const IF: u8 = 0x04;
const BR: u8 = 0x0c;
const BR_IF: u8 = 0x0d;
const BR_TABLE: u8 = 0x0e;
const CALL_INDIRECT: u8 = 0x11;
const RETURN_CALL_INDIRECT: u8 = 0x13;
const LOCAL_GET: u8 = 0x20;
const LOCAL_SET: u8 = 0x21;
const LOCAL_TEE: u8 = 0x22;
const I32_CONST: u8 = 0x41;
const I64_CONST: u8 = 0x42;
const F64_CONST: u8 = 0x44;
/// The type of a block that takes and leaves nothing.
const EMPTY: u8 = 0x40;

/// The body of a function in the making.
#[derive(Default)]
pub struct Body {
    bytes: Vec<u8>,
    /// How many blocks are open.
    depth: u32,
}

impl Body {
    pub fn op(&mut self, op: Plain) {
        if op == Plain::End {
            self.depth -= 1;
        }
        self.bytes.push(op as u8);
    }

    pub fn get(&mut self, local: u32) {
        self.indexed(LOCAL_GET, local);
    }

    pub fn set(&mut self, local: u32) {
        self.indexed(LOCAL_SET, local);
    }

    pub fn tee(&mut self, local: u32) {
        self.indexed(LOCAL_TEE, local);
    }

    pub fn i32(&mut self, value: i32) {
        self.bytes.push(I32_CONST);
        signed(&mut self.bytes, value.into());
    }

    pub fn i64(&mut self, value: i64) {
        self.bytes.push(I64_CONST);
        signed(&mut self.bytes, value);
    }

    pub fn f64(&mut self, value: f64) {
        self.bytes.push(F64_CONST);
        self.bytes.extend(value.to_le_bytes());
    }

    /// A load or a store at the address on the stack and `offset`.
    pub fn access(&mut self, access: Access, offset: u32) {
        self.bytes.extend([access as u8, access.alignment()]);
        unsigned(&mut self.bytes, offset);
    }

    pub fn block(&mut self) {
        self.open(BLOCK);
    }

    pub fn begin_loop(&mut self) {
        self.open(LOOP);
    }

    pub fn begin_if(&mut self) {
        self.open(IF);
    }

    /// How many blocks are open: what [`Body::branch`] counts in.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Branches to the block that was opened when `depth` were open.
    pub fn branch(&mut self, depth: u32) {
        let label = self.label(depth);
        self.indexed(BR, label);
    }

    /// The same if the number on the stack is not 0.
    pub fn branch_if(&mut self, depth: u32) {
        let label = self.label(depth);
        self.indexed(BR_IF, label);
    }

    /// Branches to the block of that number among those opened when `depths` were open, the last one for all others.
    pub fn branch_table(&mut self, depths: impl ExactSizeIterator<Item = u32>) {
        self.bytes.push(BR_TABLE);
        unsigned(&mut self.bytes, depths.len() as u32 - 1);
        for depth in depths {
            let label = self.label(depth);
            unsigned(&mut self.bytes, label);
        }
    }

    /// Calls the function of the table whose index is on the stack.
    pub fn call_indirect(&mut self, signature: u32) {
        self.indexed(CALL_INDIRECT, signature);
        unsigned(&mut self.bytes, 0);
    }

    /// Ends with what the function of the table returns whose index is on the stack.
    pub fn return_call_indirect(&mut self, signature: u32) {
        self.indexed(RETURN_CALL_INDIRECT, signature);
        unsigned(&mut self.bytes, 0);
    }

    fn label(&self, depth: u32) -> u32 {
        self.depth - 1 - depth
    }

    fn open(&mut self, opcode: u8) {
        self.bytes.extend([opcode, EMPTY]);
        self.depth += 1;
    }

    fn indexed(&mut self, opcode: u8, index: u32) {
        self.bytes.push(opcode);
        unsigned(&mut self.bytes, index);
    }
}

/// What a function takes and gives back.
pub struct Signature {
    pub parameters: &'static [Type],
    pub result: Type,
}

/// A module of one function, exported as "f", which has the first of `signatures`. It imports the memory and the table of
/// functions as "m" and "t" of "e".
pub fn module(signatures: &[Signature], locals: &[(u32, Type)], body: Body) -> Vec<u8> {
    debug_assert_eq!(body.depth, 0, "every block is closed");
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    section(&mut module, 1, |bytes| {
        unsigned(bytes, signatures.len() as u32);
        for Signature { parameters, result } in signatures {
            bytes.push(0x60);
            unsigned(bytes, parameters.len() as u32);
            bytes.extend(parameters.iter().map(|parameter| *parameter as u8));
            bytes.extend([1, *result as u8]);
        }
    });
    // Two imports: a memory of no least size, and a table of functions of no least size.
    section(&mut module, 2, |bytes| bytes.extend(b"\x02\x01e\x01m\x02\0\0\x01e\x01t\x01\x70\0\0"));
    section(&mut module, 3, |bytes| bytes.extend([1, 0]));
    section(&mut module, 7, |bytes| bytes.extend(b"\x01\x01f\0\0"));
    section(&mut module, 10, |bytes| {
        let mut function = Vec::with_capacity(body.bytes.len() + 16);
        unsigned(&mut function, locals.len() as u32);
        for (count, kind) in locals {
            unsigned(&mut function, *count);
            function.push(*kind as u8);
        }
        function.extend(body.bytes);
        function.push(Plain::End as u8);
        bytes.push(1);
        unsigned(bytes, function.len() as u32);
        bytes.extend(function);
    });
    module
}

fn section(module: &mut Vec<u8>, id: u8, write: impl FnOnce(&mut Vec<u8>)) {
    let mut content = Vec::new();
    write(&mut content);
    module.push(id);
    unsigned(module, content.len() as u32);
    module.extend(content);
}

/// LEB128.
fn unsigned(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Signed LEB128.
fn signed(bytes: &mut Vec<u8>, mut value: i64) {
    loop {
        let low = value as u8 & 0x7f;
        value >>= 7;
        let sign = low & 0x40 != 0;
        if value == 0 && !sign || value == -1 && sign {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}
