/** 65 → 1:05, 3661 → 1:01:01: how players write times. `isShort`: with tenths, 5.25 → 0:05.2. */
export function playTime(seconds: number, isShort = false): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  const whole = Math.floor(tenths / 10);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const rest = isShort ? `${two(whole % 60)}.${tenths % 10}` : two(whole % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}
