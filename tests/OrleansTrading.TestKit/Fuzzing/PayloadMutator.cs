using System.Text;
using System.Text.Json;

namespace OrleansTrading.TestKit.Fuzzing;

/// <summary>
/// Makes wrong payloads of genuine ones. It knows where the values of a JSON text stand, so that most of what it makes is JSON still, wrong
/// only in what it says: values exchanged, left out, told twice, of another type, of another size. Some are no JSON any more. A payload that is
/// not JSON is changed in its bytes alone. What it makes depends on nothing but the random numbers that it is given.
/// </summary>
public sealed class PayloadMutator
{
    private static readonly byte[][] Dictionary =
    [
        .. new[]
        {
            "null", "true", "false", "{}", "[]", "[[]]", "\"\"", "\" \"", "0", "-0", "-1", "1", "1.5", "1e5", "1e999", "-1e999", "1E-400", "00", "01", "+1", ".5", "5.", "0x10",
            "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "99999999999999999999999999999999",
            "\"0\"", "\"-0\"", "\"-1\"", "\"1e5\"", "\"1e999\"", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"1,5\"", "\"1_000\"", "\" 1\"", "\"1 \"", "\"0x10\"", "\"１\"", "\"1\\u0000\"",
            "\"0.000000000000000000000000000000000001\"", "\"79228162514264337593543950336\"", "\"9223372036854775808\"", "\"253402300800000\"", "253402300800000", "1e-1",
            "\"\\ud800\"", "\"\\u0042\\u0055\\u0059\"", "\"\\\"\"", "\"buy\"", "\"SELL\"", "NaN", "Infinity", "undefined", "'x'", "//", "\"", "\\",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly byte[][] _payloads;
    private readonly Range[][] _values;

    /// <param name="payloads">Genuine ones; at least one.</param>
    public PayloadMutator(IEnumerable<byte[]> payloads)
    {
        _payloads = [.. payloads];
        if (_payloads.Length == 0)
            throw new ArgumentException("There is no payload to change; expected at least one.", nameof(payloads));
        _values = [.. _payloads.Select(FindValues)];
    }

    public byte[] Make(Random random)
    {
        var index = random.Next(_payloads.Length);
        var made = _values[index].Length == 0 || random.Next(8) == 0 ? ChangeBytes(_payloads[index], random) : ChangeValues(index, random);
        return random.Next(6) == 0 ? ChangeBytes(made, random) : made;
    }

    private byte[] ChangeValues(int index, Random random)
    {
        var (payload, values) = (_payloads[index], _values[index]);
        var value = values[random.Next(values.Length)];
        var old = payload.AsSpan(value);
        switch (random.Next(8))
        {
            case 0:
            case 1:
                return Replace(payload, value, Dictionary[random.Next(Dictionary.Length)]);
            case 2:
                var other = random.Next(_payloads.Length);
                return _values[other].Length == 0
                    ? ChangeBytes(payload, random)
                    : Replace(payload, value, _payloads[other].AsSpan(_values[other][random.Next(_values[other].Length)]));
            case 3:
                return Replace(payload, Element(payload, value), default);
            case 4:
                var element = Element(payload, value);
                return Replace(payload, new Range(element.Start, element.Start), payload.AsSpan(element));
            case 5:
                return Swap(payload, value, values[random.Next(values.Length)]);
            case 6:
                return Replace(payload, value, ChangeNumber(old, random));
            default:
                return random.Next(20) == 0 ? Replace(payload, value, Nested(random.Next(1, 3_000))) : Replace(payload, value, Escape(old, random));
        }
    }

    private byte[] ChangeBytes(byte[] payload, Random random)
    {
        var at = random.Next(payload.Length + 1);
        switch (random.Next(7))
        {
            case 0:
                return payload[..at];
            case 1:
                var junk = new byte[random.Next(1, 9)];
                random.NextBytes(junk);
                return Replace(payload, at..at, junk);
            case 2:
                return Replace(payload, at..Math.Min(payload.Length, at + random.Next(1, 16)), default);
            case 3:
                var other = _payloads[random.Next(_payloads.Length)];
                return [.. payload.AsSpan(0, at), .. other.AsSpan(random.Next(other.Length + 1))];
            case 4:
                return Overwrite(payload, at, random);
            default:
                var changed = payload.ToArray();
                for (var change = random.Next(1, 5); change > 0 && changed.Length > 0; change--)
                    changed[random.Next(changed.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : (byte)"0123456789-+.eE\"{}[]:, "[random.Next(23)];
                return changed;
        }
    }

    /// <summary>Where a length, a count or a place may stand in binary data: one that cannot be, or is near to what can.</summary>
    private static byte[] Overwrite(byte[] payload, int at, Random random)
    {
        var number = random.Next(8) switch
        {
            0 => 0,
            1 => -1,
            2 => int.MaxValue,
            3 => int.MinValue,
            4 => long.MaxValue,
            5 => payload.Length,
            6 => payload.Length + random.Next(-64, 64),
            _ => 1L << random.Next(63),
        };
        var (size, changed) = (1 << random.Next(4), payload.ToArray());
        for (var place = 0; place < size && at + place < changed.Length; place++)
            changed[at + place] = (byte)(number >> (8 * place));
        return changed;
    }

    private static byte[] ChangeNumber(ReadOnlySpan<byte> old, Random random)
    {
        var at = random.Next(old.Length + 1);
        return Replace(old, random.Next(2) == 0 ? at..at : at..Math.Min(old.Length, at + 1), [(byte)"0123456789-.eE9999"[random.Next(18)]]);
    }

    /// <summary>A character of a text as the code that JSON has for it: the same text.</summary>
    private static byte[] Escape(ReadOnlySpan<byte> old, Random random)
    {
        if (old.Length < 3 || old[0] != '"')
            return [.. "["u8, .. old, .. "]"u8];
        var at = random.Next(1, old.Length - 1);
        return old[at] is > 0x1f and < 0x7f and not (byte)'\\' && old[at - 1] != '\\'
            ? Replace(old, at..(at + 1), Encoding.ASCII.GetBytes($"\\u{(int)old[at]:x4}"))
            : old.ToArray();
    }

    private static byte[] Nested(int depth) => [.. Enumerable.Repeat((byte)'[', depth), .. Enumerable.Repeat((byte)']', depth)];

    private static byte[] Swap(byte[] payload, Range one, Range other)
    {
        var (first, second) = one.Start.Value <= other.Start.Value ? (one, other) : (other, one);
        if (second.Start.Value < first.End.Value)
            return Replace(payload, first, payload.AsSpan(second));
        return [.. payload.AsSpan(..first.Start), .. payload.AsSpan(second), .. payload.AsSpan(first.End..second.Start), .. payload.AsSpan(first), .. payload.AsSpan(second.End..)];
    }

    private static byte[] Replace(ReadOnlySpan<byte> payload, Range range, ReadOnlySpan<byte> by) => [.. payload[..range.Start], .. by, .. payload[range.End..]];

    /// <summary>The value with its name, if it has one, and the comma behind.</summary>
    private static Range Element(byte[] payload, Range value)
    {
        var (start, end) = (value.Start.Value, value.End.Value);
        if (start > 1 && payload[start - 1] == ':')
        {
            start -= 2;
            do
                start--;
            while (start > 0 && payload[start] != '"');
        }

        return Math.Max(0, start)..(end < payload.Length && payload[end] == ',' ? end + 1 : end);
    }

    private static Range[] FindValues(byte[] payload)
    {
        var (values, open) = (new List<Range>(), new Stack<int>());
        try
        {
            var reader = new Utf8JsonReader(payload);
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    open.Push((int)reader.TokenStartIndex);
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                    values.Add(open.Pop()..(int)reader.BytesConsumed);
                else if (reader.TokenType != JsonTokenType.PropertyName)
                    values.Add((int)reader.TokenStartIndex..(int)reader.BytesConsumed);
            }
        }
        catch (JsonException)
        {
            // Not JSON: it is changed in its bytes.
            return [];
        }

        return [.. values];
    }
}
