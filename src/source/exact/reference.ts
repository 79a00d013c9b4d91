import { add, decrement, divide, increment, last, multiply, power, remainder, subtract, test } from './arithmetic';
import { Floats } from './floats';

type Container = Record<PropertyKey, unknown>;

/** `container[key] = value`; typed arrays round what they are given. */
export function put<T>(container: unknown, key: PropertyKey, value: T): T {
  if (container instanceof Floats) container.put(key, value);
  else (container as Container)[key] = value;
  return value;
}

/** An element that is changed: its container and key are evaluated once, and its value is got before that of the operand. */
export function at(container: unknown, key: PropertyKey): Reference {
  return new Reference(container, key, (container as Container)[key]);
}

class Reference {
  constructor(
    private readonly container: unknown,
    private readonly key: PropertyKey,
    private readonly value: unknown,
  ) {}

  add(operand: unknown): unknown {
    return this.put(add(this.value, operand));
  }

  subtract(operand: unknown): unknown {
    return this.put(subtract(this.value, operand));
  }

  multiply(operand: unknown): unknown {
    return this.put(multiply(this.value, operand));
  }

  divide(operand: unknown): unknown {
    return this.put(divide(this.value, operand));
  }

  remainder(operand: unknown): unknown {
    return this.put(remainder(this.value, operand));
  }

  power(operand: unknown): unknown {
    return this.put(power(this.value, operand));
  }

  increment(): unknown {
    return this.put(increment(this.value));
  }

  decrement(): unknown {
    return this.put(decrement(this.value));
  }

  incrementAfter(): unknown {
    return this.putAfter(increment(this.value));
  }

  decrementAfter(): unknown {
    return this.putAfter(decrement(this.value));
  }

  and(operand: () => unknown): unknown {
    return test(this.value) ? this.put(operand()) : this.value;
  }

  or(operand: () => unknown): unknown {
    return test(this.value) ? this.value : this.put(operand());
  }

  private put(value: unknown): unknown {
    return put(this.container, this.key, value);
  }

  /** @returns what the element was, as a number */
  private putAfter(value: unknown): unknown {
    const before = last();
    this.put(value);
    return before;
  }
}
