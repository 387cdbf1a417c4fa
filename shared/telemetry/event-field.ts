/** What a number counts, in the notation of UCUM, which OpenTelemetry uses: seconds, or things of one kind. */
type Unit = 's' | '{contact}' | '{link}' | '{request}' | '{request unit}' | '{session}';

interface TextField {
  /** `dimension`: has few distinct values, so metrics are split by it. `text`: appears in the log line only. */
  readonly kind: 'text' | 'dimension';
  readonly meaning: string;
}

interface FlagField {
  readonly kind: 'flag';
  readonly meaning: string;
}

interface NumberField {
  /**
   * `sum`: metric with the total. `distribution`: metric with count, sum, minimum and maximum; `null` when not known.
   */
  readonly kind: 'sum' | 'distribution';
  readonly unit: Unit;
  readonly meaning: string;
}

export type EventField = TextField | FlagField | NumberField;

export type FieldValue = string | number | boolean | null;

type ValueOf<Field extends EventField> = Field['kind'] extends 'text' | 'dimension'
  ? string
  : Field['kind'] extends 'flag'
    ? boolean
    : Field['kind'] extends 'sum'
      ? number
      : number | null;

/** The values of an event's fields. */
export type ValuesOf<Fields extends Readonly<Record<string, EventField>>> = {
  readonly [Name in keyof Fields]: ValueOf<Fields[Name]>;
};

export const text = (meaning: string) => ({ kind: 'text', meaning }) as const;
export const dimension = (meaning: string) => ({ kind: 'dimension', meaning }) as const;
export const flag = (meaning: string) => ({ kind: 'flag', meaning }) as const;
export const sum = (unit: Unit, meaning: string) => ({ kind: 'sum', unit, meaning }) as const;
export const distribution = (unit: Unit, meaning: string) => ({ kind: 'distribution', unit, meaning }) as const;
