interface SegmentFieldProps<Value extends string> {
  /** Of the group, in the document. */
  readonly name: string;
  readonly legend: string;
  /** False where what can be chosen explains itself. */
  readonly showsLegend?: boolean;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly labels: Readonly<Record<Value, string>>;
  readonly hints?: Readonly<Record<Value, string>>;
  readonly onChoose: (value: Value) => void;
}

/** One of a few, side by side. */
export function SegmentField<Value extends string>({
  name,
  legend,
  showsLegend = false,
  values,
  chosen,
  labels,
  hints,
  onChoose,
}: SegmentFieldProps<Value>) {
  return (
    <fieldset className={showsLegend ? 'segment-field' : undefined}>
      <legend className={showsLegend ? undefined : 'visually-hidden'}>{legend}</legend>
      <div className="segments">
        {values.map((value) => (
          <label key={value} className="segment" title={hints?.[value]}>
            <input
              type="radio"
              name={name}
              className="visually-hidden"
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            {labels[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
