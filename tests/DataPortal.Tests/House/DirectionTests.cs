using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace DataPortal.Tests.House;

/// <summary>
/// Which slice may know which (design §4): everything may know the ground floor; between slices only the doors named here.
/// Read from the compiled code: members, signatures, locals and calls.
/// </summary>
public sealed partial class DirectionTests
{
    private static readonly Dictionary<string, string[]> _may = new()
    {
        ["Shared"] = ["Storage"],
        ["Storage"] = [],
        ["Content"] = ["Shared", "Storage"],
        ["WorkingTime"] = ["Shared", "Storage", "Content", "Accounts"],
        ["Accounts"] = ["Shared", "Storage", "Content", "Mail"],
        ["Mail"] = ["Shared", "Storage", "Content", "Accounts"],
        ["Procedures"] = ["Shared", "Storage", "Content", "Accounts", "WorkingTime"],
        ["Catalog"] = ["Shared", "Storage", "Content", "Accounts", "WorkingTime", "Procedures", "Mail"],
        ["Tables"] = ["Shared", "Storage", "Content", "Accounts", "WorkingTime", "Procedures", "Mail", "Catalog"],
        ["Requests"] = ["Shared", "Storage", "Content", "Accounts", "WorkingTime", "Procedures", "Mail", "Catalog"],
        ["Activities"] = ["Shared", "Storage", "Content", "Accounts", "WorkingTime", "Procedures", "Mail", "Catalog"],
        ["Reports"] = ["Shared", "Storage", "Content", "Accounts", "WorkingTime", "Procedures", "Mail", "Catalog", "Tables", "Requests", "Activities"],
    };

    [Fact]
    public void A_slice_knows_only_the_slices_it_may()
    {
        var broken = Types().SelectMany(type => Known(type).Select(known => (From: Slice(type), To: Slice(known), Type: type)))
            .Where(use => use.From is not null && use.To is not null && use.From != use.To && !_may[use.From].Contains(use.To))
            .Select(use => $"{use.Type.FullName} knows {use.To}")
            .Distinct().Order().ToList();

        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_type_lies_in_a_slice_of_the_house()
    {
        var homeless = Types().Where(type => type.Namespace?.StartsWith("DataPortal", StringComparison.Ordinal) == true && type != typeof(Program) && type.Name != "_Imports"
            && (Slice(type) is not { } slice || !_may.ContainsKey(slice))).Select(type => type.FullName!).ToList();

        Assert.True(homeless.Count == 0, string.Join('\n', homeless));
    }

    private static IEnumerable<Type> Types() => typeof(Program).Assembly.GetTypes();

    /// <summary><c>Requests</c> of <c>DataPortal.Requests.ReCaptcha.Verifier</c>; pages compile to <c>AspNetCoreGeneratedDocument.Requests_New</c>.</summary>
    private static string? Slice(Type type)
    {
        var name = type.DeclaringType is { } outer ? Root(outer).FullName : type.FullName;
        var match = SliceName().Match(name ?? "");
        return match.Success ? match.Groups[1].Value : null;
    }

    private static Type Root(Type type) => type.DeclaringType is { } outer ? Root(outer) : type;

    private static IEnumerable<Type> Known(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<Type?> found = [type.BaseType, .. type.GetInterfaces(), .. type.GetFields(all).Select(field => field.FieldType)];
        foreach (var method in type.GetMembers(all).OfType<MethodBase>())
        {
            found = found.Concat(method.GetParameters().Select(parameter => parameter.ParameterType)).Append((method as MethodInfo)?.ReturnType).Concat(Called(method));
        }

        return found.OfType<Type>().SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) => type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()) : [type];

    /// <summary>What a method's code names: its locals, and the types and members its instructions carry (ECMA-335, III).</summary>
    private static IEnumerable<Type> Called(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        var (ofType, ofMethod) = (method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null, method.IsGenericMethod ? method.GetGenericArguments() : null);
        for (var at = 0; at < code.Length;)
        {
            var opCode = code[at] == 0xFE ? _opCodes[unchecked((short)(0xFE00 | code[at + 1]))] : _opCodes[code[at]];
            at += opCode.Size;
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                var member = method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod);
                if ((member as Type ?? member?.DeclaringType) is { } named)
                {
                    yield return named;
                }
            }

            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static readonly Dictionary<short, OpCode> _opCodes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(opCode => opCode.Value);

    [GeneratedRegex(@"^(?:DataPortal\.|AspNetCoreGeneratedDocument\.)([A-Z][A-Za-z]+?)(?:[._]|$)")]
    private static partial Regex SliceName();
}
