-- Drives Neovim without a screen: opens a file with the server named in GILINT, applies the first preferred code action, and prints
-- what was seen as one line of JSON. Works from Neovim 0.7 on.
local function attach()
  local client = vim.lsp.start_client({
    name = "gilint",
    cmd = { vim.env.GILINT, "server", "--stdio" },
    root_dir = vim.fn.getcwd(),
    workspace_folders = { { uri = vim.uri_from_fname(vim.fn.getcwd()), name = "test" } },
  })
  vim.lsp.buf_attach_client(0, client)
  return vim.lsp.get_client_by_id(client)
end

local function diagnostics()
  return vim.tbl_map(function(one)
    return { code = one.code, line = one.lnum + 1, column = one.col + 1, source = one.source }
  end, vim.diagnostic.get(0))
end

local function wait(what, holds)
  if not vim.wait(60000, holds, 20) then
    error("waited in vain for " .. what .. ": " .. vim.inspect(diagnostics()))
  end
end

local function code_actions(client, diagnostic)
  local position = { line = diagnostic.lnum, character = diagnostic.col }
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = position, ["end"] = position },
    context = { diagnostics = vim.lsp.diagnostic.get_line_diagnostics(0, diagnostic.lnum) },
  }
  local response = client.request_sync("textDocument/codeAction", params, 60000, 0)
  if response == nil or response.err ~= nil then
    error("no answer: " .. vim.inspect(response))
  end
  return response.result
end

local function main()
  local seen = {}
  local client = attach()
  wait("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  seen.before = diagnostics()
  local actions = code_actions(client, vim.diagnostic.get(0)[1])
  seen.titles = vim.tbl_map(function(action) return action.title end, actions)
  for _, action in ipairs(actions) do
    if action.isPreferred then
      vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
      break
    end
  end
  seen.text = vim.api.nvim_buf_get_lines(0, 0, -1, true)
  wait("the end of the diagnostics", function() return #vim.diagnostic.get(0) == 0 end)
  local hover = client.request_sync("textDocument/hover", vim.lsp.util.make_position_params(), 60000, 0)
  seen.hover = hover and hover.result and hover.result.contents.value or vim.NIL
  client.stop()
  return seen
end

local ok, result = pcall(main)
io.stdout:write(vim.json.encode(ok and result or { failed = tostring(result) }), "\n")
vim.cmd("qall!")
