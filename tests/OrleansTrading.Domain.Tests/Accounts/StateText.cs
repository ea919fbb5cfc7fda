using System.Collections;
using System.Reflection;
using System.Text;
using OrleansTrading.Domain.Accounts;

namespace OrleansTrading.Domain.Tests.Accounts;

/// <summary>All that an account holds, private fields too, as one text: equal texts are equal accounts.</summary>
internal static class StateText
{
    public static string Of(AccountBook book)
    {
        var text = new StringBuilder();
        Write(text, book);
        return text.ToString();
    }

    /// <summary>
    /// The same with the entries of every dictionary and set in order of their texts, and decimals without the zeros at their end: what an account is,
    /// whatever way it has come to it.
    /// </summary>
    public static string SortedOf(AccountBook book)
    {
        var text = new StringBuilder();
        WriteSorted(text, book);
        return text.ToString();
    }

    private static void WriteSorted(StringBuilder text, object? value)
    {
        switch (value)
        {
            case decimal number:
                text.Append(number / 1.0000000000000000000000000000m);
                break;
            case IEnumerable items and not string:
                var lines = new List<string>();
                foreach (var item in items)
                {
                    var line = new StringBuilder();
                    WriteSorted(line, item);
                    lines.Add(line.ToString());
                }

                if (value is IDictionary || value.GetType().Name.StartsWith("HashSet", StringComparison.Ordinal))
                    lines.Sort(StringComparer.Ordinal);
                text.Append('[').AppendJoin(';', lines).Append(']');
                break;
            case not null when value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>):
                WriteSorted(text, type.GetProperty("Key")!.GetValue(value));
                text.Append('=');
                WriteSorted(text, type.GetProperty("Value")!.GetValue(value));
                break;
            case not null when value.GetType().Assembly == typeof(AccountBook).Assembly && !value.GetType().IsEnum:
                foreach (var field in value.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
                {
                    text.Append(field.Name).Append(':');
                    WriteSorted(text, field.GetValue(value));
                    text.Append('\n');
                }

                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null or string or IFormattable:
                text.Append(value);
                break;
            case IEnumerable items:
                text.Append('[');
                foreach (var item in items)
                {
                    Write(text, item);
                    text.Append(';');
                }

                text.Append(']');
                break;
            case var plain when plain.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>):
                Write(text, type.GetProperty("Key")!.GetValue(plain));
                text.Append('=');
                Write(text, type.GetProperty("Value")!.GetValue(plain));
                break;
            case var own when own.GetType().Assembly == typeof(AccountBook).Assembly:
                WriteFields(text, own);
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void WriteFields(StringBuilder text, object own)
    {
        text.Append('{');
        foreach (var field in own.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            text.Append(field.Name).Append(':');
            Write(text, field.GetValue(own));
            text.Append('\n');
        }

        text.Append('}');
    }
}
