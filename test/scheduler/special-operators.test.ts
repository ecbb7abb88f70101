import { describe, expect, it } from "vitest";
import { valueOf } from "../tiny.js";

const money = `
  class Money:
      def __init__(self, cents):
          self.cents = cents
      def __add__(self, other):
          return Money(self.cents + other.cents) if isinstance(other, Money) else NotImplemented
      def __radd__(self, other):
          return self if other == 0 else NotImplemented
      def __iadd__(self, other):
          return NotImplemented
      def __eq__(self, other):
          return self.cents == other.cents if isinstance(other, Money) else NotImplemented
      def __lt__(self, other):
          return self.cents < other.cents if isinstance(other, Money) else NotImplemented
      def __repr__(self):
          return f"Money({self.cents})"
  class Dollars(Money):
      def __radd__(self, other):
          return "dollars first"
      def __gt__(self, other):
          return "dollars first"
  def message(call):
      try:
          return call()
      except TypeError as error:
          return str(error)
  def added(left, right):
      left += right
      return left`;

describe("NotImplemented", () => {
  it.each([
    ["a sum of two", "repr(Money(1) + Money(2))", "'Money(3)'"],
    ["a sum that begins with 0", "repr(sum([Money(1), Money(2)]))", "'Money(3)'"],
    ["in place: the plain operator", "repr(added(Money(1), Money(2)))", "'Money(3)'"],
    [
      "an operator nobody has",
      "message(lambda: Money(1) + 1)",
      "\"unsupported operand type(s) for +: 'Money' and 'int'\"",
    ],
    [
      "the same in place",
      "message(lambda: added(Money(1), 1))",
      "\"unsupported operand type(s) for +=: 'Money' and 'int'\"",
    ],
    [
      "reflected, refused too",
      "message(lambda: 1 + Money(1))",
      "\"unsupported operand type(s) for +: 'int' and 'Money'\"",
    ],
    ["an order", "message(lambda: Money(1) < 1)", "\"'<' not supported between instances of 'Money' and 'int'\""],
    ["the opposite order", "Money(2) > Money(1)", "True"],
    [
      "equality: another object is another one",
      "(Money(1) == 1, 1 == Money(1), Money(1) != 1)",
      "(False, False, True)",
    ],
    ["inequality is the opposite of equality", "(Money(1) != Money(1), Money(1) != Money(2))", "(False, True)"],
    ["the name itself", "repr(NotImplemented)", "'NotImplemented'"],
  ])("%s", (_, expression, value) => {
    expect(valueOf(expression, money)).toBe(value);
  });

  it("is not needed where the right side's class refines the left side's: that one is asked first", () => {
    expect(valueOf("(Money(1) + Dollars(2), Money(1) < Dollars(2))", money)).toBe("('dollars first', 'dollars first')");
  });
});
