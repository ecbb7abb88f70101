/** How many values an instruction leaves on the operand stack more than it found (on the path that does not jump). */
import type { Instruction } from "../../programs/code.js";

export function effect(instruction: Instruction): number {
  switch (instruction.op) {
    case "CONST":
    case "LOAD":
    case "LOAD_GLOBAL":
    case "LOAD_CELL":
    case "LOAD_CLOSURE":
    case "COPY":
    case "FOR":
      return 1;
    case "STORE":
    case "STORE_GLOBAL":
    case "STORE_CELL":
    case "DELETE_ATTR":
    case "SUBSCRIPT":
    case "BINARY":
    case "COMPARE":
    case "ADD_LIST":
    case "ADD_SET":
    case "EXTEND_LIST":
    case "UPDATE_MAP":
    case "EXTEND_SET":
    case "SUPER":
    case "POP":
    case "JUMP_IF_FALSE":
    case "JUMP_IF_TRUE":
    case "JUMP_IF_FALSE_OR_POP":
    case "JUMP_IF_TRUE_OR_POP":
    case "RETURN":
    case "RAISE":
    case "RERAISE":
    case "BLOCK":
    case "CPU":
      return -1;
    case "STORE_ATTR":
    case "DELETE_SUBSCRIPT":
    case "SLICE":
    case "ADD_MAP":
    case "CALL_SPREAD":
    case "RAISE_FROM":
      return -2;
    case "STORE_SUBSCRIPT":
      return -3;
    default:
      return countedEffect(instruction);
  }
}

function countedEffect(instruction: Instruction): number {
  switch (instruction.op) {
    case "TUPLE":
    case "LIST":
    case "SET":
    case "JOIN":
    case "CHOOSE":
      return 1 - instruction.count;
    case "MAP":
      return 1 - 2 * instruction.count;
    case "UNPACK":
      return instruction.count - 1;
    case "CALL":
      return -instruction.count;
    case "FUNCTION":
      return 1 - instruction.defaults - instruction.cells;
    case "CLASS":
      return 1 - instruction.bases - 2 * instruction.names.length;
    case "FORMAT":
      return instruction.spec ? -1 : 0;
    case "UNIT_LOCAL":
      return instruction.indexed ? 0 : 1;
    default:
      return 0;
  }
}
