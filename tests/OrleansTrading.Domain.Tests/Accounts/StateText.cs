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
