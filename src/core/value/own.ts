const { defineProperty } = Object

/** Sets an own property, also one called `__proto__`, which plain assignment would take for the prototype. */
export function setOwn<Value>(target: Record<string, Value>, key: string, value: Value): void {
  if (key === '__proto__') defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true })
  else target[key] = value
}
