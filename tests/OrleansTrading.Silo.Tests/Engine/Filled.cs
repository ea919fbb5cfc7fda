using System.Collections.Immutable;
using System.Reflection;
using OrleansTrading.Domain.Instruments;

namespace OrleansTrading.Silo.Tests.Engine;

/// <summary>Makes objects of which no member has its default, each another value; and tells whether two are the same, member by member.</summary>
internal sealed class Filled
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private int _next = 1;

    public object Make(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        var next = _next++;
        if (type.IsEnum)
            return Enum.GetValues(type).Cast<object>().Last();
        if (type == typeof(string))
            return $"text \"{next}\" ä 東";
        if (type == typeof(bool))
            return true;
        if (type == typeof(double))
            return next % 2 == 0 ? double.PositiveInfinity : next / 3.0;
        if (type == typeof(decimal))
            return 79228162514264337593543950m + next / 100m;
        if (type.IsPrimitive)
            return Convert.ChangeType(next % 120, type, null);
        if (type == typeof(InstrumentId))
            return new InstrumentId($"venue{next}", $"SYMBOL{next}");
        if (type == typeof(TimeSpan))
            return TimeSpan.FromTicks(next);
        if (type == typeof(DateTimeOffset))
            return DateTimeOffset.UnixEpoch.AddTicks(next);
        return type.IsGenericType ? MakeCollection(type) : MakeObject(type);
    }

    /// <summary>Where two objects differ, as paths of members.</summary>
    public static IEnumerable<string> Differences(object? one, object? other, string path)
    {
        if (one is null || other is null || one.GetType() != other.GetType())
        {
            if (!Equals(one, other))
                yield return $"{path}: {one ?? "null"} and {other ?? "null"}";
            yield break;
        }

        var type = one.GetType();
        if (type.IsPrimitive || type.IsEnum || type.Namespace == "System")
        {
            if (!one.Equals(other))
                yield return $"{path}: {one} and {other}";
            yield break;
        }

        var pairs = one is System.Collections.IEnumerable items
            ? Pairs(items, (System.Collections.IEnumerable)other)
            : type.GetFields(Members).Select(field => (field.Name, field.GetValue(one), field.GetValue(other)));
        foreach (var difference in pairs.SelectMany(pair => Differences(pair.Item2, pair.Item3, $"{path}.{pair.Item1}")))
            yield return difference;
    }

    private static IEnumerable<(string, object?, object?)> Pairs(System.Collections.IEnumerable one, System.Collections.IEnumerable other)
    {
        var (left, right) = (one.Cast<object?>().ToList(), other.Cast<object?>().ToList());
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            yield return ($"{i}", left.ElementAtOrDefault(i), right.ElementAtOrDefault(i));
    }

    private object MakeCollection(Type type)
    {
        var arguments = type.GetGenericArguments();
        if (type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return typeof(Filled).GetMethod(nameof(ArrayOf), Members)!.MakeGenericMethod(arguments).Invoke(this, null)!;
        if (type.GetGenericTypeDefinition() == typeof(ImmutableDictionary<,>))
            return typeof(Filled).GetMethod(nameof(DictionaryOf), Members)!.MakeGenericMethod(arguments).Invoke(this, null)!;
        throw new NotSupportedException($"{type} is in a state: let this test make one.");
    }

    private ImmutableArray<T> ArrayOf<T>() => [(T)Make(typeof(T)), (T)Make(typeof(T))];

    private ImmutableDictionary<TKey, TValue> DictionaryOf<TKey, TValue>()
        where TKey : notnull => ImmutableDictionary<TKey, TValue>.Empty.Add((TKey)Make(typeof(TKey)), (TValue)Make(typeof(TValue)));

    private object MakeObject(Type type)
    {
        if (type.IsAbstract)
            throw new NotSupportedException($"{type} is in a state: let this test choose what is in its place.");
        // Past constructors, which may refuse what does not go together: what is tested is the way into the store and out of it.
        var made = System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(Members))
            field.SetValue(made, Make(field.FieldType));
        return made;
    }
}
