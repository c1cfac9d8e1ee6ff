import type { Month } from '../../../domain/values/month.ts';

interface Series {
  readonly name: string;
  /** One value per month; undefined if unknown. */
  readonly values: readonly (number | undefined)[];
}

interface ChartProps {
  readonly name: string;
  /** The content of the chart as text, for screen readers. */
  readonly description: string;
  readonly months: readonly Month[];
  readonly series: readonly Series[];
  /** Formats the highest value for the axis. */
  readonly textOf: (value: number) => string;
}

const [WIDTH, HEIGHT, TOP, BOTTOM] = [360, 140, 18, 20];
const COLOURS = ['bar-a', 'bar-b'];

/** A bar chart by month. A table on the same page has the figures. */
export function Chart({ name, description, months, series, textOf }: ChartProps) {
  const id = `chart-${series.map((each) => each.name).join('-')}`.replaceAll(/\s/g, '');
  const most = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const base = HEIGHT - BOTTOM;
  const step = WIDTH / Math.max(1, months.length);
  const bar = (step * 0.7) / series.length;
  const heightOf = (value: number) => (most === 0 ? 0 : Math.max(1, ((base - TOP) * value) / most));
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name} aria-describedby={id}>
        <text x="0" y="11">
          {textOf(most)}
        </text>
        <line x1="0" y1={TOP} x2={WIDTH} y2={TOP} class="rule" />
        <line x1="0" y1={base} x2={WIDTH} y2={base} class="rule" />
        {series.flatMap(({ values }, index) =>
          values.map((value, month) =>
            value === undefined || value === 0 ? null : (
              <rect
                class={COLOURS[index] ?? ''}
                x={round(month * step + step * 0.15 + index * bar)}
                y={round(base - heightOf(value))}
                width={round(bar)}
                height={round(heightOf(value))}
              />
            ),
          ),
        )}
        {months.map((month, index) => (
          <text x={round((index + 0.5) * step)} y={HEIGHT - 5} class="mid">
            {Number(month.slice(5))}
          </text>
        ))}
      </svg>
      <figcaption class="small">
        {series.length > 1 &&
          series.map((each, index) => (
            <span class="key">
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect class={COLOURS[index] ?? ''} width="10" height="10" />
              </svg>
              {each.name}
            </span>
          ))}
        <span class="muted" id={id}>
          {description}
        </span>
      </figcaption>
    </figure>
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
