using System.Text.Json;

namespace OrleansTrading.Exchanges.Rest;

/// <summary>What is common to reading venues' answers.</summary>
public static class Answers
{
    /// <summary>
    /// Whether a reader has failed over what the answer holds. JSON text that is no Unicode is found only where it is made a string of, and
    /// is an <see cref="InvalidOperationException"/> there; numbers too large for what they are turned into are an
    /// <see cref="ArgumentException"/> at times. What was disposed of says nothing about an answer.
    /// </summary>
    public static bool IsUnreadable(Exception fault) =>
        fault is JsonException or FormatException or OverflowException or InvalidDataException or (InvalidOperationException and not ObjectDisposedException) or ArgumentException;

    /// <summary>The rows of a list, none of which is <c>null</c>: the serializer lets those pass.</summary>
    /// <exception cref="FormatException">There is no list, or a row of it is <c>null</c>.</exception>
    public static TRows Whole<TRows, TRow>(TRows? rows)
        where TRows : class, IReadOnlyList<TRow>
    {
        if (rows is null)
            throw new FormatException("the answer has no rows");
        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row] is null)
                throw new FormatException($"row {row} is null");
        }

        return rows;
    }
}
